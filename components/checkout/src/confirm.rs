//! `POST /api/v1/checkout/confirm`

use api::{Error, Idempotent, RequestId, Response, Shopper, StatusCode, Uuid};
use database::Request;
use database::checkout::CheckoutViewOutcome::{Found, NotFound};
use database::checkout::PlaceOrderOutcome::{
    CartEmpty, CheckoutChanged, CouponUsedUp, Incomplete, KeyReused, OutOfStock, Placed, Refused,
};
use database::checkout::{CheckoutAndContext, Shortage};
use domain::Amount;
use domain::order::Order;
use domain::quote::Quote;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;

use crate::{answer, pay};

/// Places the order and pays it. Confirming again, at once or later, gives the same order:
/// with money still open it asks the provider again, under the same key.
pub async fn confirm_checkout(
    shopper: Shopper,
    request_id: RequestId,
    request: Idempotent<Confirm>,
) -> Result<Response, Error> {
    let Confirm {
        checkout_id,
        expected_total,
    } = request.body;
    let once = Request::new(
        &shopper.owner,
        "POST /checkout/confirm",
        request.key,
        request.fingerprint,
    );

    let view = database::checkout::checkout_view(&shopper.tenant, &shopper.owner, checkout_id);
    let found = match view.await? {
        Found(found) => found,
        NotFound => return Err(Error::not_found("checkout")),
    };
    let order = match &found.order {
        // The key may have been used for something else, which SQL knows.
        Some(_) if once.is_some() => place(&shopper, once.as_ref(), &found, None).await?,
        Some(order) => order.clone(),
        None => {
            let quote = pricing::quote(&found.context, &request_id)
                .await?
                .map_err(answer::unpriced)?;
            check_total(expected_total.as_deref(), &quote)?;
            place(&shopper, once.as_ref(), &found, Some(&quote)).await?
        }
    };
    pay::pay_order(&shopper.tenant, order, &request_id).await
}

async fn place(
    shopper: &Shopper,
    once: Option<&Request>,
    found: &CheckoutAndContext,
    quote: Option<&Quote>,
) -> Result<Order, Error> {
    let placed =
        database::checkout::place_order(&shopper.tenant, &shopper.owner, once, found, quote);
    match placed.await? {
        Placed { order } => Ok(*order),
        CartEmpty => Err(Error::rejected(
            StatusCode::CONFLICT,
            "CART_EMPTY",
            "There is nothing in this cart.",
        )),
        Incomplete { missing } => Err(incomplete(missing)),
        OutOfStock { lines } => Err(out_of_stock(lines)),
        CouponUsedUp { coupons } => Err(coupons.into_iter().fold(
            Error::rejected(
                StatusCode::CONFLICT,
                "COUPON_USED_UP",
                "A promotion of this cart cannot be used any more.",
            ),
            |error, code| error.with_detail(json!({ "code": code })),
        )),
        CheckoutChanged => Err(Error::rejected(
            StatusCode::CONFLICT,
            "CHECKOUT_CHANGED",
            "The checkout changed while it was being confirmed; look at it again.",
        )),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal, "checkout")),
    }
}

/// The customer has agreed to a total; another one needs another agreement.
fn check_total(expected: Option<&RawValue>, quote: &Quote) -> Result<(), Error> {
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

fn incomplete(missing: Vec<String>) -> Error {
    missing.into_iter().fold(
        Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "CHECKOUT_INCOMPLETE",
            "This checkout still needs something.",
        ),
        |error, field| error.with_detail(json!({ "field": field, "message": "is missing" })),
    )
}

fn out_of_stock(lines: Vec<Shortage>) -> Error {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    checkout_id: Uuid,
    /// As written, so that no float is ever made of it.
    expected_total: Option<Box<RawValue>>,
}
