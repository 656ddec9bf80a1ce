//! What the payment provider answered, applied to the order.

use api::{Fault, Tenant};
use domain::Currency;
use domain::order::Order;
use domain::payment::{Attempt, Payments, Settlement};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use spin_sdk::pg::ParameterValue;
use uuid::Uuid;

use crate::Owner;
use crate::call::{call, json, number, optional, text, uuid};
use crate::life::{Change, OrderRefusal};
use crate::owner::anybodys;
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

/// Answers of `refund_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RefundOrderOutcome {
    /// It is decided; the provider is to be asked.
    Refunding {
        /// What gives the money back.
        attempts: Vec<Uuid>,
        /// As it is now.
        order: Box<Order>,
    },
    /// More than came and has not gone back.
    TooMuch {
        /// The numbers.
        amounts: RefundAmounts,
        /// Of them.
        currency: Currency,
    },
    /// What is named costs nothing.
    Nothing,
    /// Finer than the currency.
    InvalidAmount,
    /// The order has no such line.
    UnknownLine {
        /// As it was named.
        line_id: Uuid,
    },
    /// So many pieces of a line have not been refunded.
    LineRefunded {
        /// Which.
        line_id: Uuid,
        /// How many.
        left: i64,
    },
    /// The shipping was refunded before.
    ShippingRefunded,
    /// There is no such order.
    NotFound,
    /// It changed in between.
    StaleVersion {
        /// What it is now.
        version: i64,
    },
    /// The key was first used with another request.
    KeyReused,
}

/// Why a refund is too much. In the smallest unit of the currency.
#[derive(Clone, Copy, Debug, Deserialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct RefundAmounts {
    pub requested_minor: i64,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub refunding_minor: i64,
    pub refundable_minor: i64,
}

/// What to give back, and why.
#[derive(Debug, Serialize)]
pub struct NewRefund<'a> {
    /// A decimal number, as it was written; else lines and shipping say how much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<&'a str>,
    /// What of the lines.
    #[serde(skip_serializing_if = "<[RefundedLine]>::is_empty")]
    pub lines: &'a [RefundedLine],
    /// What the shipping cost.
    #[serde(skip_serializing_if = "is_false")]
    pub shipping: bool,
    /// Why.
    pub reason: &'a str,
    /// Of what is paid out by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<&'a str>,
}

/// Pieces of a line.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RefundedLine {
    /// Of the order.
    pub line_id: Uuid,
    /// How many.
    pub quantity: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Answers of `start_payment`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum StartPaymentOutcome {
    /// The provider is to be asked.
    Started {
        /// With the attempt.
        order: Box<Order>,
    },
    /// A payment is open already, and that one is to be asked about.
    UnderWay {
        /// With the attempt.
        order: Box<Order>,
    },
    /// It is to be paid in a way for which nobody is asked.
    Changed {
        /// As it is now.
        order: Box<Order>,
    },
    /// A card needs one.
    TokenRequired,
    /// The key was first used with another request.
    KeyReused,
    /// Not now, or not by the caller.
    #[serde(untagged)]
    Refused(OrderRefusal),
}

/// Answers of `record_collection`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RecordCollectionOutcome {
    /// It is written down.
    Recorded {
        /// As it is now.
        order: Box<Order>,
    },
    /// Nothing is, and no amount is named.
    NothingDue,
    /// Finer than the currency, or zero.
    InvalidAmount,
    /// There is no such order.
    NotFound,
    /// It changed in between.
    StaleVersion {
        /// What it is now.
        version: i64,
    },
    /// The key was first used with another request.
    KeyReused,
}

/// Money that somebody saw arrive.
#[derive(Debug, Serialize)]
pub struct NewCollection<'a> {
    /// A decimal number, as it was written; `None`: all that is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<&'a str>,
    /// Of the transfer, or of whoever brought it.
    pub reference: &'a str,
}

/// Answers of `payments_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PaymentsViewOutcome {
    /// It is there and may be seen.
    Found {
        /// As they are now.
        payments: Box<Payments>,
    },
    /// No such order, or somebody else's.
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

/// `spindle.refund_order`
pub async fn refund_order(
    of: &Tenant,
    change: &Change<'_>,
    refund: &NewRefund<'_>,
) -> Result<RefundOrderOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.refund_order($1, $2::text::jsonb, $3, $4, $5, $6::text::jsonb)::text as answer",
        vec![tenant(of), once, actor, reference, version, json(refund)?],
    )
    .await
}

/// `spindle.record_collection`
pub async fn record_collection(
    of: &Tenant,
    change: &Change<'_>,
    payment: &NewCollection<'_>,
) -> Result<RecordCollectionOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.record_collection($1, $2::text::jsonb, $3, $4, $5, $6::text::jsonb)::text as answer",
        vec![tenant(of), once, actor, reference, version, json(payment)?],
    )
    .await
}

/// `spindle.start_payment`: `owner` is `None` for an admin.
pub async fn start_payment(
    of: &Tenant,
    owner: Option<&Owner>,
    change: &Change<'_>,
    method: Option<&str>,
    token: Option<&str>,
) -> Result<StartPaymentOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.start_payment($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8, $9)::text as answer",
        vec![
            tenant(of),
            customer_id,
            cart_token,
            once,
            actor,
            reference,
            version,
            optional(method, text),
            optional(token, text),
        ],
    )
    .await
}

/// `spindle.payments_view`: `owner` is `None` for an admin.
pub async fn payments_view(
    of: &Tenant,
    owner: Option<&Owner>,
    reference: &str,
) -> Result<PaymentsViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.payments_view($1, $2, $3, $4)::text as answer",
        vec![tenant(of), customer_id, cart_token, text(reference)],
    )
    .await
}
