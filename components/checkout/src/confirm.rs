//! `POST /api/v1/checkout/confirm`

use api::{Error, Idempotent, RequestId, Response, Shopper, StatusCode, Uuid};
use database::Request;
use database::checkout::CheckoutAndContext;
use database::checkout::CheckoutViewOutcome::{Found, NotFound};
use database::checkout::PlaceOrderOutcome::{
    CartEmpty, CheckoutChanged, CheckoutExpired, CouponUsedUp, Incomplete, KeyReused, OutOfStock,
    Placed, Refused,
};
use domain::order::Order;
use domain::quote::Quote;
use ordering::refusal;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::answer;

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
                .map_err(refusal::unpriced)?;
            refusal::check_total(expected_total.as_deref(), &quote)?;
            place(&shopper, once.as_ref(), &found, Some(&quote)).await?
        }
    };
    ordering::pay_order(&shopper.tenant, order, StatusCode::CREATED, &request_id).await
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
        OutOfStock { lines } => Err(refusal::out_of_stock(lines)),
        CouponUsedUp { coupons } => Err(refusal::coupon_used_up(coupons)),
        CheckoutChanged => Err(Error::rejected(
            StatusCode::CONFLICT,
            "CHECKOUT_CHANGED",
            "The checkout changed while it was being confirmed; look at it again.",
        )),
        CheckoutExpired => Err(answer::expired()),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal, "checkout")),
    }
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    checkout_id: Uuid,
    /// As written, so that no float is ever made of it.
    expected_total: Option<Box<RawValue>>,
}
