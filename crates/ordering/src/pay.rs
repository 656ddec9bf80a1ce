//! Paying an order, outside of any transaction. The attempt's id is the key at the
//! provider, so that asking twice can never charge twice.

use std::time::Duration;

use api::client::{Answer, Call, CallError};
use api::{Error, Fault, IntoResponse, Json, RequestId, Response, StatusCode, Tenant, header};
use database::payments::SettlePaymentOutcome::{NotFound, Settled};
use domain::order::{Order, ShownOrder};
use domain::payment::{Attempt, AttemptStatus, PaymentResult, Settlement};
use serde::Deserialize;
use serde_json::json;

/// Pays what is still open and answers the order as it is then.
pub async fn pay_order(
    tenant: &Tenant,
    order: Order,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let order = match &order.payment {
        Some(attempt) if attempt.is_open() => {
            let settlement = ask_provider(tenant, &order, attempt, request_id).await?;
            let settled =
                database::payments::settle_payment(tenant, attempt.attempt_id, &settlement);
            match settled.await? {
                Settled { order } => *order,
                NotFound => return Err(Fault::bug("the attempt that was just paid is gone").into()),
            }
        }
        _ => order,
    };
    answer(order)
}

/// The provider's answer. That there is none is an answer, too: unknown is not failure.
///
/// An attempt that was asked about before is looked up first. Only where the provider has
/// never heard of it is it charged (again), under the same key.
async fn ask_provider(
    tenant: &Tenant,
    order: &Order,
    attempt: &Attempt,
    request_id: &RequestId,
) -> Result<Settlement, Fault> {
    let url = format!("{}/charges", api::variables::get("payment_url").await?);
    let timeout = Duration::from_millis(api::variables::get_parsed("payment_timeout_ms").await?);
    let is_first_time = attempt.status == AttemptStatus::Started;

    if !is_first_time {
        let known = Call::get(&format!("{url}/{}", attempt.attempt_id), request_id)
            .header("x-tenant", tenant.as_str())
            .send(timeout)
            .await;
        if !matches!(&known, Ok(answer) if answer.status == StatusCode::NOT_FOUND) {
            return Ok(read(known, is_first_time));
        }
    }

    let charge = json!({
        "amount_minor": attempt.amount_minor,
        "currency": attempt.currency,
        "token": attempt.token,
        "reference": order.order_number,
    });
    let answer = Call::post_json(&url, request_id, &charge)
        .header("idempotency-key", &attempt.attempt_id.to_string())
        .header("x-tenant", tenant.as_str())
        .send(timeout)
        .await;
    Ok(read(answer, is_first_time))
}

/// Only what the contract says is believed; everything else leaves the attempt unknown.
fn read(answer: Result<Answer, CallError>, is_first_time: bool) -> Settlement {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Settlement::unknown(error.to_string()),
    };
    match (answer.status, answer.json::<Charge>()) {
        (StatusCode::CREATED | StatusCode::OK, Ok(charge)) => Settlement {
            result: match charge.status {
                ChargeStatus::Succeeded => PaymentResult::Succeeded,
                ChargeStatus::Declined => PaymentResult::Declined,
                ChargeStatus::Pending => PaymentResult::Pending,
            },
            reference: Some(charge.id),
            reason: charge.decline_reason,
        },
        // The provider does not take this charge at all, and has seen no other under its key.
        (StatusCode::UNPROCESSABLE_ENTITY, _) if is_first_time => Settlement {
            result: PaymentResult::Declined,
            reference: None,
            reason: Some("not_accepted".to_owned()),
        },
        (status, _) => Settlement::unknown(format!("the provider answered {status}")),
    }
}

fn answer(order: Order) -> Result<Response, Error> {
    let location = format!("/api/v1/orders/{}", order.id);
    let payment = order.payment.as_ref().map(|attempt| attempt.status);
    let status = match payment {
        Some(AttemptStatus::Declined) => return Err(declined(&order)),
        Some(AttemptStatus::Started | AttemptStatus::Pending | AttemptStatus::Unknown) => {
            StatusCode::ACCEPTED
        }
        Some(AttemptStatus::Succeeded) | None => StatusCode::CREATED,
    };
    Ok((
        status,
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
        "The payment was declined. Nothing was charged, and the cart is open again.",
    )
    .with_detail(json!({
        "order_id": order.id,
        "order_number": order.order_number,
        "reason": reason,
    }))
}

#[derive(Deserialize)]
struct Charge {
    id: String,
    status: ChargeStatus,
    decline_reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChargeStatus {
    Succeeded,
    Declined,
    Pending,
}
