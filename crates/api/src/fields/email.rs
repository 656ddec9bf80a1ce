//! Email addresses.

use serde::{Deserialize, Serialize};

use super::text::check_length;
use super::{Invalid, checked_text};

/// The longest address, in characters (RFC 5321 4.5.3.1.3 leaves 254).
pub const EMAIL_MAX: usize = 254;

/// The longest part before the `@`, in bytes (RFC 5321 4.5.3.1.1).
const LOCAL_MAX: usize = 64;

/// The longest label of a domain, in bytes (RFC 1035 2.3.4).
const LABEL_MAX: usize = 63;

/// `local@domain.tld`, kept as written. Only the shape is checked; whether mail arrives is another
/// matter. Quoted local parts and addresses without a dot in the domain are refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

checked_text!([] Email);

impl TryFrom<String> for Email {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        check_length(&text, 3, EMAIL_MAX)?;
        let (local, domain) = text.rsplit_once('@').unwrap_or_default();
        if is_local(local) && is_domain(domain) {
            return Ok(Self(text));
        }
        Err(Invalid::new("must be an email address"))
    }
}

/// Letters of any script are fine (RFC 6531).
fn is_local(local: &str) -> bool {
    let odd = |c: char| c.is_control() || c.is_whitespace() || "@\"(),:;<>[\\]".contains(c);
    (1..=LOCAL_MAX).contains(&local.len())
        && !local.contains(odd)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.') && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || c == '-';
    (1..=LABEL_MAX).contains(&label.len())
        && label.chars().all(allowed)
        && !label.starts_with('-')
        && !label.ends_with('-')
}
