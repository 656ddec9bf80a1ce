//! Paying an order, outside of any transaction.

use api::{
    ETag, Error, Fault, IntoResponse, Json, RequestId, Response, StatusCode, Tenant, Uuid, header,
};
use database::payments::SettlePaymentOutcome::{NotFound, Settled};
use domain::order::{Order, ShownOrder};
use domain::payment::AttemptStatus;
use serde_json::json;

use crate::provider::{self, Asking};

/// Asks the provider about every open attempt of the order, each with one statement, and gives
/// the order as it is then. Whoever opened attempts calls it; what it does not get to, the sweep does.
pub async fn settle_order(
    tenant: &Tenant,
    order: Order,
    request_id: &RequestId,
) -> Result<Order, Fault> {
    let mut latest = order;
    let may_charge = !latest.is_over;
    for attempt in std::mem::take(&mut latest.open_attempts) {
        let asking = Asking::about(&attempt, may_charge);
        let asked = provider::ask(tenant, &latest.order_number, &attempt, asking, request_id);
        let settlement = asked.await?;
        let settled =
            database::payments::settle_payment(tenant, attempt.attempt_id, &settlement, "payments");
        latest = match settled.await? {
            Settled { order } => *order,
            NotFound => return Err(Fault::bug("the attempt that was just paid is gone")),
        };
    }
    Ok(latest)
}

/// Pays what is still open and answers the order as it is then: `paid` when nothing is open any more.
pub async fn pay_order(
    tenant: &Tenant,
    order: Order,
    paid: StatusCode,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let asked: Vec<Uuid> = order.open_attempts.iter().map(|a| a.attempt_id).collect();
    let order = settle_order(tenant, order, request_id).await?;
    let location = format!("/api/v1/orders/{}", order.id);
    let status = match &order.payment {
        // One that was declined earlier is no news of an order that goes on.
        Some(attempt) if attempt.status == AttemptStatus::Declined => {
            if order.is_over || asked.contains(&attempt.attempt_id) {
                return Err(declined(&order));
            }
            paid
        }
        Some(attempt) if attempt.status == AttemptStatus::Succeeded => paid,
        Some(_) => StatusCode::ACCEPTED,
        None => paid,
    };
    Ok((
        status,
        ETag(order.version),
        [(header::LOCATION, location)],
        Json(ShownOrder::from(order)),
    )
        .into_response())
}

fn declined(order: &Order) -> Error {
    let reason = order
        .payment
        .as_ref()
        .and_then(|attempt| attempt.reason.as_deref());
    Error::rejected(
        StatusCode::PAYMENT_REQUIRED,
        "PAYMENT_DECLINED",
        if order.is_over {
            "The payment was declined. Nothing was charged, and the cart is open again."
        } else {
            "The payment was declined. Nothing was charged, and the order is as it was."
        },
    )
    .with_detail(json!({
        "order_id": order.id,
        "order_number": order.order_number,
        "reason": reason,
    }))
}
