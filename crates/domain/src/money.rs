//! Money: integers in the smallest unit of a currency, and exact shares of it. No floats.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
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

/// What becomes of half a unit, where an exact share has to become a whole one. Everything
/// else goes to the nearest unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the even neighbor: 2.5 is 2, 3.5 is 4.
    #[default]
    HalfEven,
    /// To the larger one.
    HalfUp,
    /// To the smaller one.
    HalfDown,
}

impl Rounding {
    /// The nearest whole number to a fraction, neither part of which may be negative. `None`
    /// when it does not fit, or when the denominator is not above zero.
    pub fn divide(self, numerator: i128, denominator: i128) -> Option<i64> {
        if numerator < 0 || denominator <= 0 {
            return None;
        }
        let (down, rest) = (numerator / denominator, numerator % denominator);
        let up = match rest.cmp(&(denominator - rest)) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => match self {
                Self::HalfEven => down % 2 == 1,
                Self::HalfUp => true,
                Self::HalfDown => false,
            },
        };
        i64::try_from(down + i128::from(up)).ok()
    }

    /// A share of an amount: 8.25 % of it with a rate of 0.0825.
    pub fn share(self, minor: i64, rate: Decimal) -> Option<i64> {
        let (rate, one) = fraction(rate)?;
        self.divide(i128::from(minor).checked_mul(rate)?, one)
    }

    /// The tax that an amount contains: 0.07 / 1.07 of it with a rate of 0.07.
    pub fn contained(self, minor: i64, rate: Decimal) -> Option<i64> {
        let (rate, one) = fraction(rate)?;
        self.divide(i128::from(minor).checked_mul(rate)?, one.checked_add(rate)?)
    }

    /// An amount and a share of it: 5 % more with 0.05, 2 % less with -0.02.
    pub fn marked_up(self, minor: i64, markup: Decimal) -> Option<i64> {
        let (markup, one) = fraction(markup)?;
        self.divide(
            i128::from(minor).checked_mul(one.checked_add(markup)?)?,
            one,
        )
    }

    /// An amount in another currency, where one unit of `from` is worth `rate` of `to`.
    pub fn convert(self, minor: i64, from: Currency, to: Currency, rate: Decimal) -> Option<i64> {
        let (rate, one) = fraction(rate)?;
        self.exchange(minor, from, to, rate, one)
    }

    /// An amount in another currency, where one unit of `to` is worth `rate` of `from`.
    pub fn convert_back(
        self,
        minor: i64,
        from: Currency,
        to: Currency,
        rate: Decimal,
    ) -> Option<i64> {
        let (rate, one) = fraction(rate)?;
        self.exchange(minor, from, to, one, rate)
    }

    fn exchange(
        self,
        minor: i64,
        from: Currency,
        to: Currency,
        worth: i128,
        of: i128,
    ) -> Option<i64> {
        let units = |currency: Currency| 10_i128.checked_pow(currency.exponent().into());
        let numerator = i128::from(minor)
            .checked_mul(worth)?
            .checked_mul(units(to)?)?;
        self.divide(numerator, of.checked_mul(units(from)?)?)
    }
}

/// A rate as an exact fraction: 0.0825 is 825 over 10,000.
fn fraction(rate: Decimal) -> Option<(i128, i128)> {
    let rate = rate.normalize();
    Some((rate.mantissa(), 10_i128.checked_pow(rate.scale())?))
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
    fn half_a_unit_goes_where_the_mode_says() {
        // minor, rate; half to even, half up, half down.
        for (minor, rate, expected) in [
            (100, "0.08", [8, 8, 8]),
            (50, "0.01", [0, 1, 0]),
            (150, "0.01", [2, 2, 1]),
            (250, "0.01", [2, 3, 2]),
            (251, "0.01", [3, 3, 3]),
            (249, "0.01", [2, 2, 2]),
            (8995, "0.0825", [742, 742, 742]),
        ] {
            let modes = [Rounding::HalfEven, Rounding::HalfUp, Rounding::HalfDown];
            assert_eq!(
                modes.map(|mode| mode.share(minor, rate.parse().unwrap()).unwrap()),
                expected,
                "{minor} * {rate}"
            );
        }
        assert_eq!(Rounding::HalfUp.share(i64::MAX, Decimal::from(2)), None);
    }

    #[test]
    fn a_tax_is_found_in_what_contains_it() {
        // 107.00 with 7 % contains 7.00; 99.99 with 20 % contains 16.665, a half.
        for (minor, rate, mode, expected) in [
            (10_700, "0.07", Rounding::HalfEven, 700),
            (9_999, "0.2", Rounding::HalfEven, 1_666),
            (9_999, "0.2", Rounding::HalfUp, 1_667),
            (9_999, "0.2", Rounding::HalfDown, 1_666),
            (9_999, "0", Rounding::HalfUp, 0),
        ] {
            assert_eq!(
                mode.contained(minor, rate.parse().unwrap()),
                Some(expected),
                "{rate} in {minor}"
            );
        }
    }

    #[test]
    fn a_conversion_minds_the_digits_of_both_currencies() {
        let currency = |code| Currency::from_code(code).unwrap();
        // 535,000 VND at 0.00137 THB each: 732.95 THB. 19.99 USD at 0.3075 KWD: 6.146925, so 6.147.
        for (minor, from, to, rate, there) in [
            (535_000, "VND", "THB", "0.00137", 73_295),
            (1_999, "USD", "KWD", "0.3075", 6_147),
            (1_999, "USD", "VND", "25345.5", 506_657),
        ] {
            let (from, to, rate) = (currency(from), currency(to), rate.parse().unwrap());
            assert_eq!(
                Rounding::HalfEven.convert(minor, from, to, rate),
                Some(there)
            );
        }
        // One USD is 25,000 VND: 50,000 VND are 2.00 USD.
        assert_eq!(
            Rounding::HalfEven.convert_back(
                50_000,
                currency("VND"),
                currency("USD"),
                Decimal::from(25_000)
            ),
            Some(200)
        );
    }

    #[test]
    fn a_mark_up_may_be_a_mark_down() {
        let mode = Rounding::HalfUp;
        assert_eq!(mode.marked_up(1_250, "0.05".parse().unwrap()), Some(1_313));
        assert_eq!(mode.marked_up(1_250, "-0.02".parse().unwrap()), Some(1_225));
        assert_eq!(mode.marked_up(1_250, "0".parse().unwrap()), Some(1_250));
    }
}
