//! What the payment provider answered, applied to the order.

use api::{Fault, Tenant};
use domain::order::Order;
use domain::payment::{Attempt, Settlement};
use serde::Deserialize;
use serde_json::Value;
use spin_sdk::pg::ParameterValue;
use uuid::Uuid;

use crate::call::{call, json, number, optional, text, uuid};
use crate::request::tenant;

/// Answers of `settle_payment`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SettlePaymentOutcome {
    /// The order as it is now, whoever settled it.
    Settled {
        /// As it is now.
        order: Box<Order>,
    },
    /// No such attempt.
    NotFound,
}

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum DueAttemptsOutcome {
    Leased { attempts: Vec<Value> },
}

/// An attempt that the sweep asks about, and what it has to know for it.
#[derive(Clone, Debug, Deserialize)]
pub struct DueAttempt {
    /// Whose.
    pub tenant_id: Tenant,
    /// The order that it is for.
    pub order_number: String,
    /// Whether it may still be charged when the provider has never heard of it.
    pub may_charge: bool,
    /// The attempt.
    #[serde(flatten)]
    pub attempt: Attempt,
}

/// `spindle.settle_payment`: `actor` is who asked, "payments" or "sweep".
pub async fn settle_payment(
    of: &Tenant,
    attempt_id: Uuid,
    settlement: &Settlement,
    actor: &str,
) -> Result<SettlePaymentOutcome, Fault> {
    call(
        "select spindle.settle_payment($1, $2, $3, $4, $5, $6::text::jsonb, $7)::text as answer",
        vec![
            tenant(of),
            uuid(attempt_id),
            text(settlement.result.as_str()),
            optional(settlement.reference.as_deref(), text),
            optional(settlement.reason.as_deref(), text),
            settlement
                .response
                .as_ref()
                .map_or(Ok(ParameterValue::DbNull), json)?,
            text(actor),
        ],
    )
    .await
}

/// `spindle.due_attempts`: attempts to ask about, leased to the caller, at most `limit`. Each is read
/// by itself, so that one that cannot be read stops no other.
pub async fn due_attempts(limit: u32) -> Result<Vec<Result<DueAttempt, Fault>>, Fault> {
    let DueAttemptsOutcome::Leased { attempts } = call(
        "select spindle.due_attempts($1)::text as answer",
        vec![number(limit.into())],
    )
    .await?;
    let read = |attempt| {
        serde_json::from_value(attempt)
            .map_err(|error| Fault::bug(format!("an attempt to ask about: {error}")))
    };
    Ok(attempts.into_iter().map(read).collect())
}
