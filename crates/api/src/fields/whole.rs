//! Whole numbers within bounds.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::Invalid;

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Whole<const MIN: i64, const MAX: i64>(i64);

impl<const MIN: i64, const MAX: i64> Whole<MIN, MAX> {
    /// The number.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl<const MIN: i64, const MAX: i64> TryFrom<i64> for Whole<MIN, MAX> {
    type Error = Invalid;

    fn try_from(number: i64) -> Result<Self, Invalid> {
        if (MIN..=MAX).contains(&number) {
            return Ok(Self(number));
        }
        Err(Invalid::new(format!("must be {MIN} to {MAX}")))
    }
}

/// As near to zero as the bounds allow.
impl<const MIN: i64, const MAX: i64> Default for Whole<MIN, MAX> {
    fn default() -> Self {
        Self(0.clamp(MIN, MAX))
    }
}

/// By hand, so that every wrong number and type is answered with the same bounds.
impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(Within::<MIN, MAX>)
    }
}

struct Within<const MIN: i64, const MAX: i64>;

impl<const MIN: i64, const MAX: i64> Visitor<'_> for Within<MIN, MAX> {
    type Value = Whole<MIN, MAX>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {MIN} to {MAX}")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Whole::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        let whole = i64::try_from(number)
            .ok()
            .and_then(|number| number.try_into().ok());
        whole.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }
}
