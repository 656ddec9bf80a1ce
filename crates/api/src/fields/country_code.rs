//! Countries.

use serde::{Deserialize, Serialize};

use super::{Invalid, checked_text};

/// ISO 3166-1 alpha-2, in upper case whatever was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode(String);

checked_text!([] CountryCode);

impl TryFrom<String> for CountryCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Ok(Self(text.to_ascii_uppercase()));
        }
        Err(Invalid::new("must be a country code of two letters"))
    }
}
