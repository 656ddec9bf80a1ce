//! Money: integers in the smallest unit of a currency. No floats, no conversions.

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// An ISO 4217 currency that money can be held in: one with a smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The currency with this code ("USD"); `None` for unknown codes and for those
    /// without a smallest unit, such as gold (XAU).
    pub fn from_code(code: &str) -> Option<Self> {
        let currency = iso_currency::Currency::from_code(code)?;
        currency.exponent()?;
        Some(Self(currency))
    }

    /// The code: "USD".
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Digits behind the decimal point: 2 for USD, 0 for VND, 3 for KWD.
    pub fn exponent(self) -> u8 {
        self.0
            .exponent()
            .and_then(|digits| u8::try_from(digits).ok())
            .unwrap_or(0)
    }

    /// An amount as a client writes it, `99.9` or `"99.90"`; `None` when it is no number or
    /// finer than the smallest unit. No float is made of it.
    pub fn parse(self, written: &str) -> Option<Amount> {
        let digits = written
            .strip_prefix('"')
            .map_or(Some(written), |rest| rest.strip_suffix('"'))?;
        let exact = Decimal::from_str_exact(digits).ok()?;
        let minor =
            exact.checked_mul(Decimal::from(10_i64.checked_pow(self.exponent().into())?))?;
        minor
            .fract()
            .is_zero()
            .then_some(self.amount(minor.to_i64()?))
    }

    /// An amount of this currency, in its smallest unit.
    pub fn amount(self, minor: i64) -> Amount {
        Amount {
            minor,
            currency: self,
        }
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_code(&code)
            .ok_or_else(|| D::Error::custom(format!("{code:?} is no ISO 4217 currency")))
    }
}

/// Money as the API shows it: an exact decimal number with the currency's own digits,
/// `99.90` for 9990 cents and `535` for 535 đồng.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    minor: i64,
    currency: Currency,
}

impl Amount {
    /// In the smallest unit of the currency.
    pub fn minor(self) -> i64 {
        self.minor
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}",
            Decimal::new(self.minor, u32::from(self.currency.exponent()))
        )
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

/// A share of an amount, rounded half to even at the smallest unit: the declared
/// rounding of taxes and percentages. `None` when the result does not fit.
pub fn share(minor: i64, rate: Decimal) -> Option<i64> {
    Decimal::from(minor)
        .checked_mul(rate)?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven)
        .to_i64()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use super::*;

    #[test]
    fn amounts_show_the_digits_of_their_currency() {
        for (code, minor, shown) in [
            ("USD", 9990, "99.90"),
            ("USD", 5, "0.05"),
            ("USD", -1999, "-19.99"),
            ("VND", 535, "535"),
            ("THB", 0, "0.00"),
            ("KWD", 1234, "1.234"),
            ("USD", i64::MAX, "92233720368547758.07"),
        ] {
            let amount = Currency::from_code(code).unwrap().amount(minor);
            assert_eq!(
                serde_json::to_string(&amount).unwrap(),
                shown,
                "{code} {minor}"
            );
        }
    }

    #[test]
    fn amounts_are_read_exactly_or_not_at_all() {
        for (code, written, minor) in [
            ("USD", "99.9", Some(9990)),
            ("USD", "99.90", Some(9990)),
            ("USD", "\"99.90\"", Some(9990)),
            ("USD", "99.905", None),
            ("USD", "0", Some(0)),
            ("VND", "535", Some(535)),
            ("VND", "535.5", None),
            ("KWD", "1.234", Some(1234)),
            ("USD", "1e2", None),
            ("USD", "null", None),
            ("USD", "99999999999999999999", None),
        ] {
            let parsed = Currency::from_code(code).unwrap().parse(written);
            assert_eq!(parsed.map(Amount::minor), minor, "{code} {written}");
        }
    }

    #[test]
    fn only_currencies_that_money_is_held_in_are_known() {
        assert!(Currency::from_code("XAU").is_none());
        assert!(Currency::from_code("usd").is_none());
        assert!(Currency::from_code("ABC").is_none());
    }

    #[test]
    fn shares_are_rounded_half_to_even() {
        for (minor, rate, expected) in [
            (100, "0.08", 8),
            (50, "0.01", 0),
            (150, "0.01", 2),
            (250, "0.01", 2),
            (251, "0.01", 3),
            (8995, "0.0825", 742),
        ] {
            assert_eq!(
                share(minor, rate.parse().unwrap()),
                Some(expected),
                "{minor} * {rate}"
            );
        }
        assert_eq!(share(i64::MAX, Decimal::from(2)), None);
    }
}
