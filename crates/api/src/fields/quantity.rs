//! How many of something.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::Invalid;

/// The most of one thing in one line.
pub const QUANTITY_MAX: u32 = 9_999;

/// A whole number from 1 to 9,999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Quantity(u32);

impl Quantity {
    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<i64> for Quantity {
    type Error = Invalid;

    fn try_from(number: i64) -> Result<Self, Invalid> {
        let number = u32::try_from(number)
            .ok()
            .filter(|n| (1..=QUANTITY_MAX).contains(n));
        number
            .map(Self)
            .ok_or_else(|| Invalid::new(format!("must be 1 to {QUANTITY_MAX}")))
    }
}

/// By hand, so that every wrong number and type is answered with the same bound.
impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(Whole)
    }
}

struct Whole;

impl Visitor<'_> for Whole {
    type Value = Quantity;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from 1 to {QUANTITY_MAX}")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Quantity, E> {
        Quantity::try_from(number).map_err(|_| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Quantity, E> {
        let quantity = i64::try_from(number)
            .ok()
            .and_then(|number| number.try_into().ok());
        quantity.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }
}
