//! Goods that come back.

use api::fields::Quantity;
use api::{Fault, Tenant, Uuid};
use domain::order::Order;
use serde::{Deserialize, Serialize};

use super::{Change, OrderRefusal, RefusedLine};
use crate::Owner;
use crate::call::{call, json, text, uuid};
use crate::owner::anybodys;
use crate::request::tenant;

/// Goods that somebody wants to send back, or that came back; the API shows it as it is.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0011_order_life.sql")]
pub struct Return {
    pub id: Uuid,
    /// "requested", "received" or "refused".
    pub status: String,
    pub reason: String,
    pub requested_at: String,
    pub decided_at: Option<String>,
    pub items: Vec<ReturnedItem>,
}

/// What of a line comes back.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0011_order_life.sql")]
pub struct ReturnedItem {
    pub item_id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity: i64,
    /// Whether it can be sold again.
    pub restock: bool,
}

/// How many of a line, and whether they can be sold again.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the words say it")]
pub struct ItemToReturn {
    pub item_id: Uuid,
    pub quantity: Quantity,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restock: Option<bool>,
}

/// What comes back.
#[derive(Debug, Serialize)]
pub struct NewReturn<'a> {
    /// Why.
    pub reason: &'a str,
    /// `None`: what was requested, or all that is out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<&'a [ItemToReturn]>,
    /// The request that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_id: Option<Uuid>,
}

/// Answers of `request_return`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RequestReturnOutcome {
    /// A person will look at it.
    Requested(Box<Returned>),
    /// It is too late.
    WindowClosed {
        /// Since then.
        closed_at: String,
    },
    /// Some lines are not of this order, or too much of them is named.
    LinesRefused {
        /// Those; none: nothing is left.
        lines: Vec<RefusedLine>,
    },
    /// The key was first used with another request.
    KeyReused,
    /// It cannot be changed.
    #[serde(untagged)]
    Refused(OrderRefusal),
}

/// Answers of `receive_return`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ReceiveReturnOutcome {
    /// It is in.
    Received(Box<Returned>),
    /// The order has no such return.
    UnknownReturn,
    /// Somebody has decided on it.
    ReturnDecided {
        /// "received" or "refused".
        status: String,
    },
    /// Some lines are not of this order, or too much of them is named.
    LinesRefused {
        /// Those; none: nothing is left.
        lines: Vec<RefusedLine>,
    },
    /// The key was first used with another request.
    KeyReused,
    /// It cannot be changed.
    #[serde(untagged)]
    NotNow(OrderRefusal),
}

/// Answers of `refuse_return`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RefuseReturnOutcome {
    /// The goods stay where they are.
    Refused(Box<Returned>),
    /// The order has no such return.
    UnknownReturn,
    /// Somebody has decided on it.
    ReturnDecided {
        /// "received" or "refused".
        status: String,
    },
    /// The key was first used with another request.
    KeyReused,
    /// It cannot be changed.
    #[serde(untagged)]
    NotNow(OrderRefusal),
}

/// A return, and the order after it.
#[derive(Debug, Deserialize)]
pub struct Returned {
    /// As it is now.
    #[serde(rename = "return")]
    pub goods: Return,
    /// As it is now.
    pub order: Order,
    /// What to give back for what came back, when that can be said.
    #[serde(default)]
    pub refund_minor: Option<i64>,
}

/// `spindle.request_return`
pub async fn request_return(
    of: &Tenant,
    owner: &Owner,
    change: &Change<'_>,
    goods: &NewReturn<'_>,
) -> Result<RequestReturnOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(Some(owner));
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.request_return($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8::text::jsonb)::text as answer",
        vec![
            tenant(of),
            customer_id,
            cart_token,
            once,
            actor,
            reference,
            version,
            json(goods)?,
        ],
    )
    .await
}

/// `spindle.receive_return`: for admins.
pub async fn receive_return(
    of: &Tenant,
    change: &Change<'_>,
    goods: &NewReturn<'_>,
) -> Result<ReceiveReturnOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.receive_return($1, $2::text::jsonb, $3, $4, $5, $6::text::jsonb)::text as answer",
        vec![tenant(of), once, actor, reference, version, json(goods)?],
    )
    .await
}

/// `spindle.refuse_return`: for admins.
pub async fn refuse_return(
    of: &Tenant,
    change: &Change<'_>,
    return_id: Uuid,
    reason: &str,
) -> Result<RefuseReturnOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.refuse_return($1, $2::text::jsonb, $3, $4, $5, $6, $7)::text as answer",
        vec![
            tenant(of),
            once,
            actor,
            reference,
            version,
            uuid(return_id),
            text(reason),
        ],
    )
    .await
}
