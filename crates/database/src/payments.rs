//! What the payment provider answered, applied to the order.

use api::{Fault, Tenant};
use domain::order::Order;
use domain::payment::Settlement;
use serde::Deserialize;
use spin_sdk::pg::ParameterValue;
use uuid::Uuid;

use crate::call::{call, json, optional, text, uuid};
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
