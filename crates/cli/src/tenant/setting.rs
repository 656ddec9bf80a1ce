//! The settings by name: what a word on the command line means, and what people are told.
//!
//! Bounds and defaults are not here but in the table's definition (`bounds.rs` reads them there).

use anyhow::{Result, bail};
use serde_json::{Map, Value};

/// A column of `spindle.tenants`.
#[derive(Debug)]
pub struct Setting {
    /// As the column is called.
    pub name: &'static str,
    /// What it decides, in a sentence.
    pub help: &'static str,
    parse: fn(&str) -> Result<Value>,
}

/// A setting with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    name: &'static str,
    value: Value,
}

impl Assignment {
    /// `name=…` of a tenant.
    pub fn name_of_tenant(name: String) -> Self {
        Self {
            name: "name",
            value: Value::String(name),
        }
    }
}

/// In the order in which they are shown.
pub const SETTINGS: &[Setting] = &[
    setting("name", text, "What people call it."),
    setting(
        "currency",
        currency,
        "Of prices without a conversion, of shipping rates, and of the amounts of campaigns.",
    ),
    setting(
        "sells_in",
        currencies,
        "Further currencies that carts may be in: VND,USD.",
    ),
    setting(
        "country",
        country,
        "Home. Where goods are taxed as long as nobody has said where they go.",
    ),
    setting(
        "region",
        region,
        "The state or province of home, as it stands in addresses.",
    ),
    setting(
        "time_zone",
        text,
        "In which its days begin: America/New_York.",
    ),
    setting("price_list", text, "The list whose price rows count."),
    setting(
        "prices_include_tax",
        yes_or_no,
        "Whether tax is in a price already, or comes on top.",
    ),
    setting(
        "rounding",
        text,
        "Of unit prices after a mark-up or a conversion, of percentages, of a line's tax.",
    ),
    setting(
        "cart_merge",
        text,
        "What a sku that is in both carts gets at sign-in: the sum, the guest's, or the larger.",
    ),
    setting(
        "empty_cart_hours",
        number,
        "How long an untouched empty cart is kept.",
    ),
    setting(
        "guest_cart_days",
        number,
        "How long a guest's untouched cart is kept.",
    ),
    setting(
        "customer_cart_days",
        number,
        "How long a customer's untouched cart is kept.",
    ),
    setting(
        "checkout_minutes",
        number,
        "How long an untouched checkout stays open.",
    ),
    setting(
        "hold_minutes",
        number,
        "How long an order whose payment was never asked for may hold stock.",
    ),
    setting(
        "return_days",
        number,
        "How long after delivery goods may come back.",
    ),
    setting(
        "capture",
        text,
        "When a card is charged: at once (at_order), or authorized first and captured when goods leave (at_shipment).",
    ),
    setting("line_limit", number, "The most lines of a cart."),
    setting("quantity_limit", number, "The most pieces of one line."),
    setting("coupon_limit", number, "The most coupons of a cart."),
    setting(
        "promotion_policy",
        text,
        "When the promotion component fails: no discount (skip), the built-in one (standard), or no price (refuse).",
    ),
    setting(
        "legal_name",
        text,
        "Who invoices, as the commercial register has it; nothing: the name.",
    ),
    setting(
        "legal_address",
        text,
        "Of whoever invoices, in several lines.",
    ),
    setting(
        "tax_number",
        text,
        "Of whoever invoices: a VAT id, a tax id.",
    ),
    setting(
        "invoice_note",
        text,
        "What stands at the end of an invoice: bank details, terms.",
    ),
];

const fn setting(
    name: &'static str,
    parse: fn(&str) -> Result<Value>,
    help: &'static str,
) -> Setting {
    Setting { name, help, parse }
}

/// `hold_minutes=30`, for clap.
pub fn parse_assignment(word: &str) -> Result<Assignment> {
    let Some((name, value)) = word.split_once('=') else {
        bail!("a setting looks like hold_minutes=30");
    };
    let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
        let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        bail!("there is no setting {name}; there are {}", names.join(", "));
    };
    Ok(Assignment {
        name: setting.name,
        value: (setting.parse)(value)?,
    })
}

/// `8.25` or `8.25%`, for clap: a decimal number from 0 to below 100.
pub fn parse_percentage(word: &str) -> Result<String> {
    let number = word.trim_end_matches('%');
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() > 2 || fraction.len() > 4 {
        bail!("a percentage looks like 8.25: from 0 to below 100, with up to 4 decimals");
    }
    Ok(number.to_owned())
}

/// As one object. A setting that is named twice is a slip, and which one was meant is unknown.
pub(super) fn collect(assignments: Vec<Assignment>) -> Result<Map<String, Value>> {
    let mut settings = Map::new();
    for Assignment { name, value } in assignments {
        if settings.insert(name.to_owned(), value).is_some() {
            bail!("{name} is set twice.");
        }
    }
    Ok(settings)
}

fn text(value: &str) -> Result<Value> {
    Ok(Value::from(value))
}

fn region(value: &str) -> Result<Value> {
    Ok(Value::from(value.to_uppercase()))
}

fn number(value: &str) -> Result<Value> {
    match value.parse::<i32>() {
        Ok(number) => Ok(Value::from(number)),
        Err(_) => bail!("a whole number is meant"),
    }
}

fn yes_or_no(value: &str) -> Result<Value> {
    match value {
        "true" | "yes" => Ok(Value::from(true)),
        "false" | "no" => Ok(Value::from(false)),
        _ => bail!("true or false is meant"),
    }
}

fn currency(value: &str) -> Result<Value> {
    match iso_currency::Currency::from_code(value) {
        Some(_) => Ok(Value::from(value)),
        None => {
            bail!("{value} is no currency of ISO 4217: three capital letters such as USD are meant")
        }
    }
}

/// Separated by commas; none is an empty word.
fn currencies(value: &str) -> Result<Value> {
    let codes = value
        .split(',')
        .map(str::trim)
        .filter(|code| !code.is_empty());
    Ok(Value::Array(codes.map(currency).collect::<Result<_>>()?))
}

fn country(value: &str) -> Result<Value> {
    match value.parse::<iso_country::Country>() {
        Ok(_) if value.len() == 2 => Ok(Value::from(value)),
        _ => bail!("{value} is no country of ISO 3166: two capital letters such as US are meant"),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

    use super::*;

    #[test]
    fn words_become_values() {
        for (word, answer) in [
            ("name=Acme = all", "\"Acme = all\""),
            ("currency=THB", "\"THB\""),
            ("sells_in=VND, USD", r#"["VND","USD"]"#),
            ("sells_in=", "[]"),
            ("country=TH", "\"TH\""),
            ("region=ny", "\"NY\""),
            ("prices_include_tax=yes", "true"),
            ("hold_minutes=30", "30"),
        ] {
            assert_eq!(parse_assignment(word).unwrap().value.to_string(), answer);
        }
    }

    #[test]
    fn words_that_mean_nothing_are_refused() {
        for (word, reason) in [
            ("hold_minutes", "a setting looks like hold_minutes=30"),
            ("hold_minutes=soon", "a whole number is meant"),
            ("hold_minutes=9999999999", "a whole number is meant"),
            (
                "currency=usd",
                "usd is no currency of ISO 4217: three capital letters such as USD are meant",
            ),
            (
                "sells_in=USD,QQQ",
                "QQQ is no currency of ISO 4217: three capital letters such as USD are meant",
            ),
            (
                "country=USA",
                "USA is no country of ISO 3166: two capital letters such as US are meant",
            ),
            (
                "country=QQ",
                "QQ is no country of ISO 3166: two capital letters such as US are meant",
            ),
            ("prices_include_tax=perhaps", "true or false is meant"),
        ] {
            assert_eq!(
                parse_assignment(word).unwrap_err().to_string(),
                reason,
                "{word}"
            );
        }
        let unknown = parse_assignment("colour=red").unwrap_err().to_string();
        assert!(
            unknown.starts_with("there is no setting colour; there are name, currency, "),
            "{unknown}"
        );
    }

    #[test]
    fn a_percentage_is_a_small_decimal_number() {
        for (word, answer) in [
            ("8.25", "8.25"),
            ("7%", "7"),
            ("0", "0"),
            ("99.9999", "99.9999"),
        ] {
            assert_eq!(parse_percentage(word).unwrap(), answer);
        }
        for word in ["", "%", "100", "-1", "8.", ".5", "1.23456", "8,25", "1e1"] {
            assert!(parse_percentage(word).is_err(), "{word}");
        }
    }

    #[test]
    fn a_setting_that_is_named_twice_is_refused() {
        let twice =
            ["hold_minutes=1", "hold_minutes=2"].map(|word| parse_assignment(word).unwrap());
        assert_eq!(
            collect(twice.into()).unwrap_err().to_string(),
            "hold_minutes is set twice."
        );
    }
}
