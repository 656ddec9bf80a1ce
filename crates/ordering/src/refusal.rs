//! Why an order is not placed, or not priced, as the API says it.

use api::{Error, StatusCode};
use database::checkout::Shortage;
use database::pricing::{ItemRefusal, RefusedItem};
use domain::quote::{Quote, Unpriced};
use domain::{Amount, Currency};
use serde::Serialize;
use serde_json::json;
use serde_json::value::RawValue;

/// There is too little of something.
pub fn out_of_stock(lines: Vec<Shortage>) -> Error {
    lines.into_iter().fold(
        Error::rejected(
            StatusCode::CONFLICT,
            "INVENTORY_UNAVAILABLE",
            "Some items are not available",
        ),
        |error, line| {
            error.with_detail(json!({
                "product_id": line.product_id,
                "sku": line.sku,
                "requested_quantity": line.requested,
                "available_quantity": line.available,
            }))
        },
    )
}

/// Somebody else had the last use of a campaign.
pub fn coupon_used_up(coupons: Vec<String>) -> Error {
    coupons.into_iter().fold(
        Error::rejected(
            StatusCode::CONFLICT,
            "COUPON_USED_UP",
            "A promotion cannot be used any more.",
        ),
        |error, code| error.with_detail(json!({ "code": code })),
    )
}

/// Some items are not for sale; `message` says what cannot be done with them.
pub fn not_sold(items: Vec<RefusedItem>, message: &str) -> Error {
    items.into_iter().fold(
        Error::rejected(StatusCode::UNPROCESSABLE_ENTITY, "ITEM_NOT_SOLD", message),
        |error, item| {
            let message = match item.outcome {
                ItemRefusal::UnknownItem => "is not for sale",
                ItemRefusal::VariantRequired => "has several variants; name one of them",
            };
            let field = format!("items[{}]", item.position);
            error.with_detail(json!({ "field": field, "message": message }))
        },
    )
}

/// The shop sells in these currencies only.
pub fn currency_not_offered(currencies: &[Currency]) -> Error {
    let codes: Vec<&str> = currencies.iter().map(|currency| currency.code()).collect();
    Error::rejected(
        StatusCode::UNPROCESSABLE_ENTITY,
        "CURRENCY_NOT_OFFERED",
        format!("This shop sells in {}.", codes.join(", ")),
    )
    .with_detail(json!({ "field": "currency", "message": "is not offered here" }))
}

/// Why what is being ordered has no price.
pub fn unpriced(why: Unpriced) -> Error {
    match why {
        Unpriced::NotSold { sku } => Error::rejected(
            StatusCode::CONFLICT,
            "ITEM_NOT_SOLD",
            format!("{sku} is not sold any more; take it out of the cart."),
        ),
        Unpriced::NotServable { method } => not_servable(&method, "shipping_method"),
        Unpriced::TooLarge => Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "AMOUNT_TOO_LARGE",
            "The amounts of this cart are too large.",
        ),
        Unpriced::PromotionsUnavailable => {
            api::Fault::unavailable("promotions; the tenant's policy is to refuse").into()
        }
    }
}

/// A method that does not bring these goods to that address; `field` is what to change.
pub fn not_servable(method: &str, field: &str) -> Error {
    Error::rejected(
        StatusCode::UNPROCESSABLE_ENTITY,
        "ADDRESS_NOT_SERVABLE",
        format!("{method} does not deliver these goods to the shipping address."),
    )
    .with_detail(json!({ "field": field, "message": format!("{method} does not deliver there") }))
}

/// The customer has agreed to a total; another one needs another agreement.
pub fn check_total(expected: Option<&RawValue>, quote: &Quote) -> Result<(), Error> {
    let Some(expected) = expected else {
        return Ok(());
    };
    let total = quote.currency.amount(quote.total_minor);
    let expected = quote.currency.parse(expected.get()).ok_or_else(|| {
        Error::invalid(
            "expected_total",
            format!(
                "must be an amount of {} such as {total}",
                quote.currency.code()
            ),
        )
    })?;
    if expected == total {
        return Ok(());
    }
    Err(Error::rejected(
        StatusCode::CONFLICT,
        "TOTAL_CHANGED",
        "The total is not what was expected; please agree to the new one.",
    )
    .with_detail(ChangedTotal {
        expected_total: expected,
        total_amount: total,
    }))
}

#[derive(Serialize)]
struct ChangedTotal {
    expected_total: Amount,
    total_amount: Amount,
}
