//! Who tells us about payments and deliveries.

use serde::{Deserialize, Serialize};

use super::{Invalid, checked_text};

/// The longest name, in characters.
const PROVIDER_NAME_MAX: usize = 50;

/// 1 to 50 of `a-z 0-9 -`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProviderName(String);

checked_text!([] ProviderName);

impl TryFrom<String> for ProviderName {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        if (1..=PROVIDER_NAME_MAX).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text));
        }
        Err(Invalid::new(format!(
            "must be 1 to {PROVIDER_NAME_MAX} of a-z, 0-9 and -"
        )))
    }
}
