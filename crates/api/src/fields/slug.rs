//! Names that tenants give to groups of things: lists, segments, levels, tax classes.

use serde::{Deserialize, Serialize};

use super::{Invalid, checked_text};

/// The longest name, in characters.
const SLUG_MAX: usize = 50;

/// 1 to 50 of `a-z 0-9 _ -`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

checked_text!([] Slug);

impl TryFrom<String> for Slug {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        if (1..=SLUG_MAX).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text));
        }
        Err(Invalid::new(format!(
            "must be 1 to {SLUG_MAX} of a-z, 0-9, _ and -"
        )))
    }
}
