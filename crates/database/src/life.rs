//! What becomes of an order after it is placed. Who may do what, and when, is decided by
//! `spindle.order_transitions`.

use api::{Fault, Tenant};
use domain::order::Order;
use serde::Deserialize;
use spin_sdk::pg::ParameterValue;

use crate::call::{call, number, optional, text};
use crate::owner::anybodys;
use crate::request::{parameter, tenant};
use crate::{Owner, Request};

/// What is common to all changes of an order.
#[derive(Debug)]
pub struct Change<'a> {
    /// With an `Idempotency-Key`.
    pub once: Option<Request>,
    /// For the history: "admin:boss".
    pub actor: &'a str,
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
            text(self.actor),
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

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum ExpireHoldsOutcome {
    Expired { count: u64 },
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
