//! What the provider is asked with, checked.

use api::fields::Invalid;
use serde::Deserialize;

/// In the currency's smallest unit, never negative: a refund is not a charge.
#[derive(Deserialize)]
#[serde(try_from = "i64")]
pub(crate) struct AmountMinor(pub i64);

impl TryFrom<i64> for AmountMinor {
    type Error = Invalid;

    fn try_from(amount: i64) -> Result<Self, Invalid> {
        if amount < 0 {
            return Err(Invalid::new("must be 0 or more"));
        }
        Ok(Self(amount))
    }
}

/// ISO 4217: three capital letters.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Currency(pub String);

impl TryFrom<String> for Currency {
    type Error = Invalid;

    fn try_from(code: String) -> Result<Self, Invalid> {
        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            return Ok(Self(code));
        }
        Err(Invalid::new("must be three capital letters"))
    }
}

/// What a bank would look at. The value says what happens, now or at a later operation; SQL
/// knows it by its text, and decides about success.
#[derive(PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Token(String);

impl Token {
    /// Nothing is charged, and nobody answers.
    pub(crate) const TIMEOUT_BEFORE: &str = "tok_timeout_before";
    /// It is charged, and nobody answers.
    pub(crate) const TIMEOUT_AFTER: &str = "tok_timeout_after";

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn is_known(token: &str) -> bool {
        let Some(name) = token.strip_prefix("tok_") else {
            return false;
        };
        let behavior = match name.split_once('_') {
            Some(("capture" | "void" | "refund", behavior)) => behavior,
            _ if name == "success" => return true,
            _ => name,
        };
        ["declined", "pending", "timeout_before", "timeout_after"].contains(&behavior)
    }
}

impl TryFrom<String> for Token {
    type Error = Invalid;

    fn try_from(token: String) -> Result<Self, Invalid> {
        if Self::is_known(&token) {
            return Ok(Self(token));
        }
        Err(Invalid::new("must be one that the README lists"))
    }
}
