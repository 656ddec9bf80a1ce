//! Figures and days as people read them in a document in English.

use domain::Amount;
use rust_decimal::Decimal;
use time::Date;
use time::macros::format_description;

/// `1,234.50`, with the digits of its currency.
pub fn amount(amount: Amount) -> String {
    let plain = amount.to_string();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (digits, String::new()),
    };
    format!("{sign}{}{fraction}", grouped(whole))
}

/// `9,999`
pub fn whole(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&number.unsigned_abs().to_string()))
}

/// `8.25 %` of 0.0825.
pub fn percent(rate: Decimal) -> String {
    format!("{} %", (rate * Decimal::ONE_HUNDRED).normalize())
}

/// `20 November 2026` of `2026-11-20`; what is no day stays as it is.
pub fn day(written: &str) -> String {
    let parsed = Date::parse(written, format_description!("[year]-[month]-[day]"));
    let long = format_description!("[day padding:none] [month repr:long] [year]");
    parsed
        .ok()
        .and_then(|day| day.format(long).ok())
        .unwrap_or_else(|| written.to_owned())
}

/// Thousands apart.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

    use domain::Currency;

    use super::*;

    #[test]
    fn amounts_have_the_digits_of_their_currency_and_thousands_apart() {
        for (code, minor, shown) in [
            ("USD", 0, "0.00"),
            ("USD", 99999, "999.99"),
            ("USD", 123_456_789, "1,234,567.89"),
            ("USD", -100_000, "-1,000.00"),
            ("VND", 1_250_000, "1,250,000"),
            ("VND", 999, "999"),
            ("KWD", 1_234_567, "1,234.567"),
        ] {
            let currency = Currency::from_code(code).unwrap();
            assert_eq!(amount(currency.amount(minor)), shown, "{code} {minor}");
        }
    }

    #[test]
    fn rates_and_days_are_written_out() {
        for (rate, shown) in [
            ("0.07", "7 %"),
            ("0.0825", "8.25 %"),
            ("0", "0 %"),
            ("0.2", "20 %"),
        ] {
            assert_eq!(percent(rate.parse().unwrap()), shown);
        }
        assert_eq!(day("2026-11-02"), "2 November 2026");
        assert_eq!(day("soon"), "soon");
        assert_eq!(whole(-1234), "-1,234");
    }
}
