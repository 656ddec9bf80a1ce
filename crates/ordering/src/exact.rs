//! Amounts and rates as a client writes them, `12.5` or `"12.50"`. No float is made of them.

use api::Error;
use api::fields::{Invalid, Problems};
use domain::Currency;
use rust_decimal::Decimal;
use serde_json::value::RawValue;

/// An amount that is not negative, in the smallest unit of its currency.
pub fn amount(currency: Currency, written: &RawValue) -> Result<i64, Invalid> {
    let amount = currency.parse(written.get()).map(domain::Amount::minor);
    amount.filter(|minor| *minor >= 0).ok_or_else(|| {
        Invalid::new(format!(
            "must be an amount of {} such as {}, and not negative",
            currency.code(),
            currency.amount(1999)
        ))
    })
}

/// A decimal with at most `digits` behind the point.
pub fn decimal(written: &RawValue, digits: u32) -> Option<Decimal> {
    let text = written.get();
    let text = text
        .strip_prefix('"')
        .map_or(Some(text), |rest| rest.strip_suffix('"'))?;
    let exact = Decimal::from_str_exact(text).ok()?.normalize();
    (exact.scale() <= digits).then_some(exact)
}

/// 422 for rows that repeat what an earlier one says.
pub fn twice(field: &str, positions: &[usize]) -> Error {
    named(field, positions, "says what an earlier one has said")
}

/// 422 that names each of these rows.
pub fn named(field: &str, positions: &[usize], message: &str) -> Error {
    let mut problems = Problems::new();
    for position in positions {
        problems.add(&format!("{field}[{position}]"), &Invalid::new(message));
    }
    problems.into()
}
