//! The payment provider, asked about one attempt. The attempt's id is the key at the
//! provider, so that asking twice can never move money twice. `docs/payments.md` is the contract.

use std::time::Duration;

use api::client::{Answer, Call, CallError};
use api::{Fault, RequestId, StatusCode, Tenant};
use domain::payment::{Attempt, AttemptKind, AttemptStatus, ProviderAnswer, Settlement};
use serde_json::{Value, json};

/// How an attempt is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asking {
    /// Whether the provider cannot have heard of the attempt, unless somebody died over it.
    pub is_first: bool,
    /// Whether money may still be taken: not for an order that is over.
    pub may_charge: bool,
}

/// The provider's answer. That there is none is an answer, too: unknown is not failure.
///
/// An attempt that was asked about before is looked up first. Only where the provider has
/// never heard of it is it sent (again), under the same key.
pub(crate) async fn ask(
    tenant: &Tenant,
    order_number: &str,
    attempt: &Attempt,
    asking: Asking,
    request_id: &RequestId,
) -> Result<Settlement, Fault> {
    let provider = api::variables::get("payment_url").await?;
    let timeout = Duration::from_millis(api::variables::get_parsed("payment_timeout_ms").await?);
    let Some(Question { lookup, path, body }) = Question::about(attempt, order_number) else {
        return Err(Fault::bug(format!(
            "attempt {} lacks what its kind needs",
            attempt.attempt_id
        )));
    };
    let takes_money = matches!(attempt.kind, AttemptKind::Charge | AttemptKind::Authorize);
    let may_send = asking.may_charge || !takes_money;

    if !(asking.is_first && may_send) {
        let known = Call::get(&format!("{provider}{lookup}"), request_id)
            .header("x-tenant", tenant.as_str())
            .send(timeout)
            .await;
        if !matches!(&known, Ok(answer) if answer.status == StatusCode::NOT_FOUND && is_refusal(answer))
        {
            return Ok(read(attempt, known, false));
        }
        if !may_send {
            return Ok(Settlement::declined("not_charged"));
        }
    }
    let answer = Call::post_json(&format!("{provider}{path}"), request_id, &body)
        .header("idempotency-key", &attempt.attempt_id.to_string())
        .header("x-tenant", tenant.as_str())
        .send(timeout)
        .await;
    Ok(read(attempt, answer, true))
}

impl Asking {
    /// By who has just opened the attempt, or comes back to it.
    pub(crate) fn about(attempt: &Attempt, may_charge: bool) -> Self {
        Self {
            is_first: attempt.status == AttemptStatus::Started,
            may_charge,
        }
    }
}

/// Where an attempt is looked up, and how it is sent.
struct Question {
    lookup: String,
    path: String,
    body: Value,
}

impl Question {
    /// `None`: the attempt lacks what its kind needs, which the table does not allow.
    fn about(attempt: &Attempt, order_number: &str) -> Option<Self> {
        let key = attempt.attempt_id;
        let amount = json!({
            "amount_minor": attempt.amount_minor,
            "currency": attempt.currency,
        });
        let with = |more: Value| {
            let mut body = amount.clone();
            if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
                body.extend(more);
            }
            body
        };
        Some(match attempt.kind {
            AttemptKind::Charge | AttemptKind::Authorize => Self {
                lookup: format!("/charges/{key}"),
                path: "/charges".to_owned(),
                body: with(json!({
                    "capture": attempt.kind == AttemptKind::Charge,
                    "token": attempt.token.as_deref()?,
                    "reference": order_number,
                })),
            },
            AttemptKind::Capture => Self {
                lookup: format!("/captures/{key}"),
                path: format!("/charges/{}/capture", attempt.of_attempt?),
                body: amount,
            },
            AttemptKind::Void => Self {
                lookup: format!("/voids/{key}"),
                path: format!("/charges/{}/void", attempt.of_attempt?),
                body: json!({}),
            },
            AttemptKind::Refund => Self {
                lookup: format!("/refunds/{key}"),
                path: "/refunds".to_owned(),
                body: with(json!({
                    "charge": attempt.of_attempt?,
                    "reference": order_number,
                })),
            },
        })
    }
}

/// Only what the contract says is believed; everything else leaves the attempt unknown.
/// `is_sent`: this answers a request to act, and the provider had not heard of its key before.
fn read(attempt: &Attempt, answer: Result<Answer, CallError>, is_sent: bool) -> Settlement {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Settlement::unknown(error.to_string()),
    };
    match (answer.status, answer.json::<ProviderAnswer>()) {
        (StatusCode::CREATED | StatusCode::OK, Ok(said)) => {
            if !is_about(attempt, &said) {
                return Settlement::unknown("the provider answered about something else");
            }
            Settlement {
                result: said.status.into(),
                reference: Some(said.id.clone()),
                reason: said.decline_reason.clone(),
                response: Some(said),
            }
        }
        // The provider does not take this at all, and has seen no other under its key.
        (StatusCode::UNPROCESSABLE_ENTITY, _) if is_sent && is_refusal(&answer) => {
            Settlement::declined("not_accepted")
        }
        (status, _) => Settlement::unknown(format!("the provider answered {status}")),
    }
}

/// Another amount, or texts that no provider would send, are not believed.
fn is_about(attempt: &Attempt, said: &ProviderAnswer) -> bool {
    let is_short = |text: &str| (1..=255).contains(&text.len());
    said.amount_minor == attempt.amount_minor
        && said.currency == attempt.currency.code()
        && is_short(&said.id)
        && said.decline_reason.as_deref().is_none_or(is_short)
}

/// A refusal of the provider is JSON; that of something that stands before it is not.
fn is_refusal(answer: &Answer) -> bool {
    answer.json::<Value>().is_ok()
}

#[cfg(test)]
mod tests;
