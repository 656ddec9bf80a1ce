//! Stock keeping units.

use serde::{Deserialize, Serialize};

use super::text::check_length;
use super::{Invalid, checked_text};

/// The longest sku, in characters.
pub const SKU_MAX: usize = 100;

/// 1 to 100 characters, no control characters, no white space at the ends. Upper and lower case
/// are different.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sku(String);

checked_text!([] Sku);

impl TryFrom<String> for Sku {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        check_length(&text, 1, SKU_MAX)?;
        if text.chars().any(char::is_control) || text.trim() != text {
            return Err(Invalid::new(
                "must have no control characters and no space at its ends",
            ));
        }
        Ok(Self(text))
    }
}
