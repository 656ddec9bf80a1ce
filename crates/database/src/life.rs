//! What becomes of an order after it is placed. Who may do what, and when, is decided by
//! `spindle.order_transitions`.

mod returns;
mod shipping;

pub use returns::*;
pub use shipping::*;

use api::{Fault, Tenant};
use domain::order::{Address, Order};
use serde::{Deserialize, Serialize};
use spin_sdk::pg::ParameterValue;

use crate::call::{call, json, number, optional, text};
use crate::owner::anybodys;
use crate::request::{parameter, tenant};
use crate::{Owner, Request};

/// What is common to all changes of an order.
#[derive(Debug)]
pub struct Change<'a> {
    /// With an `Idempotency-Key`.
    pub once: Option<Request>,
    /// For the history: "admin:boss".
    pub actor: String,
    /// The order's id or number.
    pub reference: &'a str,
    /// `None`: whatever version.
    pub version: Option<i64>,
}

impl Change<'_> {
    /// `p_request, p_actor, p_reference, p_version`
    pub(crate) fn parameters(&self) -> Result<[ParameterValue; 4], Fault> {
        Ok([
            parameter(self.once.as_ref())?,
            text(&self.actor),
            text(self.reference),
            optional(self.version, number),
        ])
    }
}

/// Why an order is not changed (`spindle.order_refusal`).
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrderRefusal {
    /// No such order, or not the caller's.
    NotFound,
    /// It changed in between.
    StaleVersion {
        /// What it is now.
        version: i64,
    },
    /// Not in this status, or not by this caller.
    NotAllowed {
        /// The status it has.
        status: String,
        /// What was to be done.
        action: String,
        /// What the caller may do instead.
        allowed: Vec<String>,
    },
}

/// Answers of `cancel_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CancelOrderOutcome {
    /// It is over; what it had is given back.
    Cancelled {
        /// As it is now.
        order: Box<Order>,
    },
    /// The key was first used with another request.
    KeyReused,
    /// It cannot be changed.
    #[serde(untagged)]
    Refused(OrderRefusal),
}

/// Lines that cannot be taken as they are named (`spindle.choose_lines`).
#[derive(Debug, Deserialize)]
pub struct RefusedLine {
    /// In the list that was sent.
    pub position: usize,
    /// How many there are; `None`: no line of this order.
    pub left: Option<i64>,
}

/// Why an order does not get the status that was named (`spindle.advance_order`).
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AdvanceRefusal {
    /// It is neither paid nor authorized.
    PaymentDue(PaymentDue),
    /// Nothing is left to ship.
    LinesRefused {
        /// None.
        lines: Vec<RefusedLine>,
    },
    /// It cannot be changed.
    #[serde(untagged)]
    Refused(OrderRefusal),
}

/// Answers of `set_order_status`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SetOrderStatusOutcome {
    /// It has it.
    Set {
        /// As it is now.
        order: Box<Order>,
    },
    /// The key was first used with another request.
    KeyReused,
    /// It does not get it.
    #[serde(untagged)]
    Refused(AdvanceRefusal),
}

/// Answers of `change_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ChangeOrderOutcome {
    /// All of it was changed.
    Changed {
        /// As it is now.
        order: Box<Order>,
    },
    /// Goods have left for the address, or never will.
    AddressFixed {
        /// "shipping_address"
        field: String,
    },
    /// Another country or region: tax and shipping would differ.
    AddressElsewhere {
        /// "shipping_address"
        field: String,
    },
    /// The key was first used with another request.
    KeyReused,
    /// It does not get the status.
    #[serde(untagged)]
    Refused(AdvanceRefusal),
}

/// What an admin changes of an order; `None` stays as it is.
#[derive(Debug, Default, Serialize)]
#[expect(missing_docs, reason = "named as in domain::order::Order")]
pub struct Particulars {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Beside the status, in the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Particulars {
    /// Nothing is changed.
    pub fn is_empty(&self) -> bool {
        let Self {
            notes,
            email,
            shipping_address,
            billing_address,
            status,
            note: _,
        } = self;
        notes.is_none()
            && email.is_none()
            && shipping_address.is_none()
            && billing_address.is_none()
            && status.is_none()
    }
}

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum ExpireHoldsOutcome {
    Expired { count: u64 },
}

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum CompleteOrdersOutcome {
    Completed { count: u64 },
}

/// `spindle.cancel_order`: `owner` is `None` for an admin.
pub async fn cancel_order(
    of: &Tenant,
    owner: Option<&Owner>,
    change: &Change<'_>,
    reason: &str,
) -> Result<CancelOrderOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.cancel_order($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8)::text as answer",
        vec![
            tenant(of),
            customer_id,
            cart_token,
            once,
            actor,
            reference,
            version,
            text(reason),
        ],
    )
    .await
}

/// `spindle.set_order_status`: for admins.
pub async fn set_order_status(
    of: &Tenant,
    change: &Change<'_>,
    status: &str,
    note: Option<&str>,
) -> Result<SetOrderStatusOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.set_order_status($1, $2::text::jsonb, $3, $4, $5, $6, $7)::text as answer",
        vec![
            tenant(of),
            once,
            actor,
            reference,
            version,
            text(status),
            optional(note, text),
        ],
    )
    .await
}

/// `spindle.change_order`: for admins.
pub async fn change_order(
    of: &Tenant,
    change: &Change<'_>,
    particulars: &Particulars,
) -> Result<ChangeOrderOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.change_order($1, $2::text::jsonb, $3, $4, $5, $6::text::jsonb)::text as answer",
        vec![
            tenant(of),
            once,
            actor,
            reference,
            version,
            json(particulars)?,
        ],
    )
    .await
}

/// `spindle.complete_orders`: how many delivered orders were completed because their return window has
/// closed; at most `limit`.
pub async fn complete_orders(limit: u32) -> Result<u64, Fault> {
    let CompleteOrdersOutcome::Completed { count } = call(
        "select spindle.complete_orders($1)::text as answer",
        vec![number(limit.into())],
    )
    .await?;
    Ok(count)
}

/// `spindle.expire_holds`: how many orders were cancelled that were not paid while their goods were
/// held; at most `limit`.
pub async fn expire_holds(limit: u32) -> Result<u64, Fault> {
    let ExpireHoldsOutcome::Expired { count } = call(
        "select spindle.expire_holds($1)::text as answer",
        vec![number(limit.into())],
    )
    .await?;
    Ok(count)
}
