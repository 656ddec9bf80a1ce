//! The money of an order: as SQL reads it ([`Payments`]), as an admin sees it ([`AdminPayments`]) and
//! as its customer does ([`CustomerPayments`]).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{AttemptKind, AttemptStatus, ProviderAnswer};
use crate::{Amount, Currency};

/// As `spindle.payments_view` reads it. Amounts are in the smallest unit of `currency`.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in order_money.sql")]
pub struct Payments {
    pub order_id: Uuid,
    pub order_number: String,
    pub currency: Currency,
    pub payment_method: String,
    pub payment_status: String,
    pub total_minor: i64,
    pub authorized_minor: i64,
    pub paid_minor: i64,
    pub refunded_minor: i64,
    pub refunding_minor: i64,
    pub due_minor: i64,
    pub attempts: Vec<PaymentAttempt>,
    pub transactions: Vec<PaymentTransaction>,
}

/// What a provider was asked for.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0006_payments.sql")]
pub struct PaymentAttempt {
    pub id: Uuid,
    pub kind: AttemptKind,
    pub of_attempt: Option<Uuid>,
    pub status: AttemptStatus,
    pub reason: Option<String>,
    pub amount_minor: i64,
    pub provider_reference: Option<String>,
    /// Who wanted it and why, as it was written down.
    pub detail: Option<Value>,
    pub response: Option<ProviderAnswer>,
    pub asked: i64,
    pub ask_after: Option<String>,
    pub started_at: String,
    pub updated_at: String,
}

/// Money that moved.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0006_payments.sql")]
pub struct PaymentTransaction {
    pub id: i64,
    pub attempt_id: Option<Uuid>,
    /// "capture", "collection", …
    pub kind: String,
    pub amount_minor: i64,
    pub provider_reference: String,
    pub occurred_at: String,
}

/// What both see.
#[derive(Debug, Serialize)]
pub struct Sums {
    pub order_id: Uuid,
    pub order_number: String,
    pub currency: Currency,
    pub payment_method: String,
    pub payment_status: String,
    pub total_amount: Amount,
    pub amount_authorized: Amount,
    pub amount_paid: Amount,
    pub amount_refunded: Amount,
    /// Of refunds that are under way.
    pub amount_refunding: Amount,
    pub amount_due: Amount,
}

/// Everything but tokens.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in Payments")]
pub struct AdminPayments {
    #[serde(flatten)]
    pub sums: Sums,
    pub attempts: Vec<AdminAttempt>,
    pub transactions: Vec<AdminTransaction>,
}

/// An attempt as an admin sees it.
#[derive(Debug, Serialize)]
pub struct AdminAttempt {
    pub id: Uuid,
    pub kind: AttemptKind,
    pub of_attempt: Option<Uuid>,
    pub status: AttemptStatus,
    pub reason: Option<String>,
    pub amount: Amount,
    pub provider_reference: Option<String>,
    pub detail: Option<Value>,
    pub response: Option<ProviderAnswer>,
    pub asked: i64,
    pub ask_after: Option<String>,
    pub started_at: String,
    pub updated_at: String,
}

/// A transaction as an admin sees it.
#[derive(Debug, Serialize)]
pub struct AdminTransaction {
    pub id: i64,
    pub attempt_id: Option<Uuid>,
    pub kind: String,
    pub amount: Amount,
    pub provider_reference: String,
    pub occurred_at: String,
}

/// Without what is the shop's own business: references, answers, who wanted it.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in Payments")]
pub struct CustomerPayments {
    #[serde(flatten)]
    pub sums: Sums,
    pub attempts: Vec<CustomerAttempt>,
    pub transactions: Vec<CustomerTransaction>,
}

/// An attempt as the customer sees it.
#[derive(Debug, Serialize)]
pub struct CustomerAttempt {
    pub kind: AttemptKind,
    pub status: AttemptStatus,
    /// Why it was declined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    pub amount: Amount,
    pub started_at: String,
    pub updated_at: String,
}

/// A transaction as the customer sees it.
#[derive(Debug, Serialize)]
pub struct CustomerTransaction {
    pub kind: String,
    pub amount: Amount,
    pub occurred_at: String,
}

impl Payments {
    fn sums(&self) -> Sums {
        let amount = |minor| self.currency.amount(minor);
        Sums {
            order_id: self.order_id,
            order_number: self.order_number.clone(),
            currency: self.currency,
            payment_method: self.payment_method.clone(),
            payment_status: self.payment_status.clone(),
            total_amount: amount(self.total_minor),
            amount_authorized: amount(self.authorized_minor),
            amount_paid: amount(self.paid_minor),
            amount_refunded: amount(self.refunded_minor),
            amount_refunding: amount(self.refunding_minor),
            amount_due: amount(self.due_minor),
        }
    }
}

impl From<Payments> for AdminPayments {
    fn from(payments: Payments) -> Self {
        let currency = payments.currency;
        Self {
            sums: payments.sums(),
            attempts: payments
                .attempts
                .into_iter()
                .map(|a| AdminAttempt {
                    id: a.id,
                    kind: a.kind,
                    of_attempt: a.of_attempt,
                    status: a.status,
                    reason: a.reason,
                    amount: currency.amount(a.amount_minor),
                    provider_reference: a.provider_reference,
                    detail: a.detail,
                    response: a.response,
                    asked: a.asked,
                    ask_after: a.ask_after,
                    started_at: a.started_at,
                    updated_at: a.updated_at,
                })
                .collect(),
            transactions: payments
                .transactions
                .into_iter()
                .map(|t| AdminTransaction {
                    id: t.id,
                    attempt_id: t.attempt_id,
                    kind: t.kind,
                    amount: currency.amount(t.amount_minor),
                    provider_reference: t.provider_reference,
                    occurred_at: t.occurred_at,
                })
                .collect(),
        }
    }
}

impl From<Payments> for CustomerPayments {
    fn from(payments: Payments) -> Self {
        let currency = payments.currency;
        Self {
            sums: payments.sums(),
            attempts: payments
                .attempts
                .into_iter()
                .map(|a| CustomerAttempt {
                    kind: a.kind,
                    status: a.status,
                    reason: a.reason.filter(|_| {
                        a.status == AttemptStatus::Declined
                            && matches!(a.kind, AttemptKind::Charge | AttemptKind::Authorize)
                    }),
                    amount: currency.amount(a.amount_minor),
                    started_at: a.started_at,
                    updated_at: a.updated_at,
                })
                .collect(),
            transactions: payments
                .transactions
                .into_iter()
                .map(|t| CustomerTransaction {
                    kind: t.kind,
                    amount: currency.amount(t.amount_minor),
                    occurred_at: t.occurred_at,
                })
                .collect(),
        }
    }
}
