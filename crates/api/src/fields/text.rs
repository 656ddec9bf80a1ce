//! Plain text: names, notes, address lines.

use serde::{Deserialize, Serialize};

use super::{Invalid, checked_text};

/// `MIN` to `MAX` characters (Unicode scalar values) as they were sent, nothing trimmed. Line feed
/// and tab are the only control characters; with a `MIN` of 1 or more it is not only white space.
///
/// ```
/// use api::fields::Text;
///
/// assert!("Ha Noi".parse::<Text<1, 10>>().is_ok());
/// assert!("".parse::<Text<1, 10>>().is_err());
/// assert!("a\u{0}b".parse::<Text<1, 10>>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MIN: usize, const MAX: usize>(String);

checked_text!([const MIN: usize, const MAX: usize] Text<MIN, MAX>);

impl<const MIN: usize, const MAX: usize> TryFrom<String> for Text<MIN, MAX> {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        check_length(&text, MIN, MAX)?;
        if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            return Err(Invalid::new("must not contain control characters"));
        }
        if MIN > 0 && text.trim().is_empty() {
            return Err(Invalid::new("must not be blank"));
        }
        Ok(Self(text))
    }
}

/// Empty, where that is allowed.
impl<const MAX: usize> Default for Text<0, MAX> {
    fn default() -> Self {
        Self(String::new())
    }
}

/// Counts characters, not bytes. Stops at the first one too many.
pub(super) fn check_length(text: &str, min: usize, max: usize) -> Result<(), Invalid> {
    let length = text.chars().take(max + 1).count();
    if (min..=max).contains(&length) {
        return Ok(());
    }
    Err(Invalid::new(format!(
        "must be {min} to {max} characters long"
    )))
}
