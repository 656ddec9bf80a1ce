//! Codes that tenants give to single things: warehouses, shipping methods.

use serde::{Deserialize, Serialize};

use super::{Invalid, checked_text};

/// The longest code, in characters.
const CODE_MAX: usize = 50;

/// 1 to 50 of `A-Z 0-9 _ -`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

checked_text!([] Code);

impl TryFrom<String> for Code {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let fits = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-');
        if (1..=CODE_MAX).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text));
        }
        Err(Invalid::new(format!(
            "must be 1 to {CODE_MAX} of A-Z, 0-9, _ and -"
        )))
    }
}
