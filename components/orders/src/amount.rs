//! An amount as a client writes it, before it is known of which currency.

use api::fields::Invalid;
use serde::Deserialize;
use serde_json::value::RawValue;

/// `12.5` or `"12.50"`: a decimal number of at most 18 digits, not negative, without exponent. Text, so
/// that no float is ever made of it; whether its currency is as fine as that, SQL says.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Box<RawValue>")]
pub struct Written(String);

impl Written {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<Box<RawValue>> for Written {
    type Error = Invalid;

    fn try_from(written: Box<RawValue>) -> Result<Self, Invalid> {
        let text = written.get();
        let number = text
            .strip_prefix('"')
            .map_or(Some(text), |rest| rest.strip_suffix('"'))
            .unwrap_or_default();
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if is_digits(whole) && is_digits(fraction) && whole.len() + fraction.len() <= 18 {
            return Ok(Self(number.to_owned()));
        }
        Err(Invalid::new("must be an amount such as 12.50"))
    }
}
