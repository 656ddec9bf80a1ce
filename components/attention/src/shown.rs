//! Something that needs a person, as the API shows it.

use api::Uuid;
use database::attention::{Attention, AttentionOrder};
use domain::{Amount, Currency};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
pub struct ShownAttention {
    pub id: i64,
    reason: String,
    /// "refund", "ship_again" or "look".
    proposed_action: String,
    order: Option<ShownOrder>,
    detail: Value,
    opened_at: String,
    resolved_at: Option<String>,
    resolved_by: Option<String>,
    resolution: Option<String>,
}

/// Enough of an order to decide. Its amounts are as they are now.
#[derive(Serialize)]
struct ShownOrder {
    id: Uuid,
    order_number: String,
    status: String,
    payment_status: String,
    currency: Currency,
    total_amount: Amount,
    amount_paid: Amount,
    amount_refunded: Amount,
    amount_due: Amount,
}

impl ShownAttention {
    /// Nobody has resolved it yet.
    pub fn is_open(&self) -> bool {
        self.resolved_at.is_none()
    }
}

impl From<Attention> for ShownAttention {
    fn from(attention: Attention) -> Self {
        Self {
            id: attention.id,
            reason: attention.reason,
            proposed_action: attention.proposal,
            order: attention.order.map(ShownOrder::from),
            detail: attention.detail,
            opened_at: attention.opened_at,
            resolved_at: attention.resolved_at,
            resolved_by: attention.resolved_by,
            resolution: attention.resolution,
        }
    }
}

impl From<AttentionOrder> for ShownOrder {
    fn from(order: AttentionOrder) -> Self {
        let amount = |minor| order.currency.amount(minor);
        Self {
            total_amount: amount(order.total_minor),
            amount_paid: amount(order.captured_minor),
            amount_refunded: amount(order.refunded_minor),
            amount_due: amount(order.due_minor),
            id: order.id,
            order_number: order.order_number,
            status: order.status,
            payment_status: order.payment_status,
            currency: order.currency,
        }
    }
}
