//! `POST /api/v1/orders`

mod request;

use api::{Error, Fault, Idempotent, Member, RequestId, Response, StatusCode, Who};
use database::Request;
use database::direct_order::OrderDraftViewOutcome::{
    Answered, CurrencyNotOffered, Found, QuantityTooLarge, Refused, TooManyCoupons, TooManyLines,
    UnknownShippingMethod, UnknownTenant,
};
use database::direct_order::PlaceDirectOrderOutcome::{
    self, CouponUsedUp, KeyReused, OutOfStock, Placed,
};
use domain::order::Order;
use domain::quote::Quote;
use ordering::refusal;
use serde_json::json;

use request::PlaceRequest;

/// Places an order and pays it, all in one call: what a cart and its checkout do in several.
pub async fn place_order(
    member: Member,
    request_id: RequestId,
    request: Idempotent<PlaceRequest>,
) -> Result<Response, Error> {
    let actor = match &member.who {
        Who::Customer(id) => format!("customer:{id}"),
        Who::Admin(subject) => format!("admin:{subject}"),
    };
    let once = Request::by(
        actor.clone(),
        "POST /orders",
        request.key,
        request.fingerprint,
    );
    let (order, expected_total) = request.body.parse(&member, actor)?;
    let tenant = &member.tenant;

    let draft = database::direct_order::order_draft_view(tenant, once.as_ref(), &order).await?;
    let placed = match draft {
        Found { context } => {
            let quote = pricing::quote(&context, &request_id)
                .await?
                .map_err(refusal::unpriced)?;
            check_coupons(&quote)?;
            refusal::check_total(expected_total.as_deref(), &quote)?;
            database::direct_order::place_direct_order(tenant, once.as_ref(), &order, &quote)
                .await?
        }
        Answered(before) => before,
        UnknownTenant => return Err(Error::not_found("tenant")),
        CurrencyNotOffered { currencies } => {
            return Err(refusal::currency_not_offered(&currencies));
        }
        Refused { items } => {
            return Err(refusal::not_sold(items, "Some items cannot be ordered."));
        }
        TooManyLines { limit } => return Err(over("items", "different items", limit)),
        TooManyCoupons { limit } => return Err(over("coupons", "coupons", limit)),
        QuantityTooLarge { sku, limit } => {
            return Err(over("items", &format!("of {sku} together"), limit));
        }
        UnknownShippingMethod { code } => {
            return Err(Error::invalid(
                "shipping_method",
                format!("{code} is not offered here"),
            ));
        }
    };
    ordering::pay_order(tenant, order_of(placed)?, StatusCode::CREATED, &request_id).await
}

fn order_of(placed: PlaceDirectOrderOutcome) -> Result<Order, Error> {
    match placed {
        Placed { order } => Ok(*order),
        OutOfStock { lines } => Err(refusal::out_of_stock(lines)),
        CouponUsedUp { coupons } => Err(refusal::coupon_used_up(coupons)),
        KeyReused => Err(Error::key_reused()),
    }
}

/// Whoever names a coupon in the one call they make wants what it gives.
fn check_coupons(quote: &Quote) -> Result<(), Error> {
    let refused: Vec<_> = quote
        .coupons
        .iter()
        .filter_map(|coupon| Some((&coupon.code, coupon.refused.as_ref()?)))
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    // Nobody has said that the coupon is worth nothing: another time somebody will.
    if quote.explanation.promotion_failure.is_some() {
        return Err(Fault::unavailable("promotions did not answer").into());
    }
    Err(refused.into_iter().fold(
        Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "COUPON_REFUSED",
            "A coupon gives nothing for this order.",
        ),
        |error, (code, reason)| error.with_detail(json!({ "code": code, "reason": reason })),
    ))
}

fn over(field: &str, what: &str, limit: i64) -> Error {
    Error::invalid(field, format!("must be at most {limit} {what}"))
}
