//! How much of a list at a time.

use serde::{Deserialize, Serialize};

use super::Invalid;

/// The most entries of one page.
pub const PAGE_LIMIT_MAX: u16 = 100;

/// The entries of one page when the client does not say.
pub const PAGE_LIMIT_DEFAULT: u16 = 20;

/// 1 to 100, by default 20: a field `#[serde(default)] limit: PageLimit` of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i64")]
pub struct PageLimit(u16);

impl PageLimit {
    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl Default for PageLimit {
    fn default() -> Self {
        Self(PAGE_LIMIT_DEFAULT)
    }
}

impl TryFrom<i64> for PageLimit {
    type Error = Invalid;

    fn try_from(number: i64) -> Result<Self, Invalid> {
        let number = u16::try_from(number)
            .ok()
            .filter(|n| (1..=PAGE_LIMIT_MAX).contains(n));
        number
            .map(Self)
            .ok_or_else(|| Invalid::new(format!("must be 1 to {PAGE_LIMIT_MAX}")))
    }
}
