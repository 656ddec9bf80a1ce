//! What a customer types to get a discount.

use serde::{Deserialize, Serialize};

use super::text::check_length;
use super::{Invalid, checked_text};

/// The longest coupon code, in characters.
pub const COUPON_CODE_MAX: usize = 64;

/// 1 to 64 visible ASCII characters. Case does not matter, so it is kept in upper case.
///
/// ```
/// let code: api::fields::CouponCode = "welcome-10".parse()?;
/// assert_eq!(code.as_str(), "WELCOME-10");
/// # Ok::<(), api::fields::Invalid>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CouponCode(String);

checked_text!([] CouponCode);

impl TryFrom<String> for CouponCode {
    type Error = Invalid;

    fn try_from(mut text: String) -> Result<Self, Invalid> {
        check_length(&text, 1, COUPON_CODE_MAX)?;
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Invalid::new(
                "must be letters, digits and signs of ASCII, without spaces",
            ));
        }
        text.make_ascii_uppercase();
        Ok(Self(text))
    }
}
