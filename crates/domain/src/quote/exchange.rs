//! Amounts in other currencies, at the rates of a context.

use super::{Context, ExchangeRate};
use crate::Currency;

/// How amounts of one currency become amounts of another.
#[derive(Clone, Copy)]
pub(super) enum Exchange<'a> {
    /// They are in it already.
    Same,
    /// Times the rate.
    Direct(&'a ExchangeRate),
    /// Divided by the rate of the opposite direction.
    Inverse(&'a ExchangeRate),
}

impl Context {
    /// From a currency into the cart's; `None`: there is no rate, in neither direction.
    pub(super) fn exchange(&self, from: Currency) -> Option<Exchange<'_>> {
        let rate = |base, quote| {
            self.rates
                .iter()
                .filter(|rate| rate.base == base && rate.quote == quote)
                .max_by(|one, two| (&one.valid_from, one.rate).cmp(&(&two.valid_from, two.rate)))
        };
        if from == self.currency {
            return Some(Exchange::Same);
        }
        rate(from, self.currency)
            .map(Exchange::Direct)
            .or_else(|| rate(self.currency, from).map(Exchange::Inverse))
    }

    /// An amount in the cart's currency, rounded by the tenant's mode; `None` when it does not fit.
    pub(super) fn convert(
        &self,
        minor: i64,
        from: Currency,
        exchange: Exchange<'_>,
    ) -> Option<i64> {
        match exchange {
            Exchange::Same => Some(minor),
            Exchange::Direct(rate) => self.rounding.convert(minor, from, self.currency, rate.rate),
            Exchange::Inverse(rate) => {
                self.rounding
                    .convert_back(minor, from, self.currency, rate.rate)
            }
        }
    }

    /// An amount of the cart in the tenant's currency, the other way of [`Self::convert`]; `None`
    /// when there is no rate or it does not fit.
    pub(super) fn in_base_currency(&self, minor: i64) -> Option<i64> {
        let (from, to) = (self.currency, self.base_currency);
        match self.exchange(to)? {
            Exchange::Same => Some(minor),
            Exchange::Direct(rate) => self.rounding.convert_back(minor, from, to, rate.rate),
            Exchange::Inverse(rate) => self.rounding.convert(minor, from, to, rate.rate),
        }
    }
}
