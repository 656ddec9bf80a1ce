//! Goods leave and arrive, and where they are.

use api::fields::{List, Quantity, Text};
use api::{Fault, Tenant, Uuid};
use domain::Currency;
use domain::order::{Order, Shipment, ShippedItem};
use serde::{Deserialize, Serialize};

use super::{Change, OrderRefusal, RefusedLine, Return};
use crate::Owner;
use crate::call::{call, json, number, optional, text, uuid};
use crate::owner::anybodys;
use crate::request::tenant;

/// What leaves together, as an admin writes it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewShipment {
    /// "UPS"
    pub carrier: Option<Text<1, 100>>,
    /// The carrier's.
    pub tracking_number: Option<Text<1, 100>>,
    /// `None`: all that remains.
    pub items: Option<List<ItemToShip, 1, 200>>,
}

/// How many of a line.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the words say it")]
pub struct ItemToShip {
    pub item_id: Uuid,
    pub quantity: Quantity,
}

/// What keeps an order from leaving.
#[derive(Debug, Deserialize)]
pub struct PaymentDue {
    /// In the smallest unit of `currency`.
    pub due_minor: i64,
    /// ISO 4217.
    pub currency: Currency,
}

/// Answers of `ship_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ShipOrderOutcome {
    /// It left.
    Shipped {
        /// As it is now.
        order: Box<Order>,
    },
    /// It is neither paid nor authorized.
    PaymentDue(PaymentDue),
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

/// Answers of `deliver_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum DeliverOrderOutcome {
    /// It arrived.
    Delivered {
        /// As it is now.
        order: Box<Order>,
    },
    /// The order has no such shipment.
    UnknownShipment,
    /// The key was first used with another request.
    KeyReused,
    /// It cannot be changed.
    #[serde(untagged)]
    Refused(OrderRefusal),
}

/// Where the goods of an order are; the API shows it as it is.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0011_order_life.sql")]
pub struct Tracking {
    pub order_id: Uuid,
    pub order_number: String,
    pub status: String,
    pub shipping_method: String,
    /// The oldest first.
    pub shipments: Vec<Shipment>,
    /// What has not left.
    pub waiting: Vec<ShippedItem>,
    /// The oldest first.
    pub returns: Vec<Return>,
}

/// Answers of `tracking_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum TrackingViewOutcome {
    /// It may be seen.
    Found {
        /// As it is now.
        tracking: Box<Tracking>,
    },
    /// No such order, or somebody else's.
    NotFound,
}

/// What happened to an order; the API shows it as it is.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0005_orders.sql")]
pub struct HistoryEntry {
    pub id: i64,
    pub status: String,
    pub payment_status: String,
    pub note: String,
    /// To owners only its kind: "admin".
    pub actor: String,
    pub occurred_at: String,
    /// For admins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<serde_json::Value>,
}

/// A page of a history.
#[derive(Debug, Deserialize, Serialize)]
pub struct History {
    /// The oldest first.
    pub entries: Vec<HistoryEntry>,
    /// Where the next page starts; `None`: this is the last.
    pub next: Option<i64>,
}

/// Answers of `order_history_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrderHistoryViewOutcome {
    /// A page.
    Listed(History),
    /// No such order, or somebody else's.
    NotFound,
}

/// `spindle.ship_order`: for admins.
pub async fn ship_order(
    of: &Tenant,
    change: &Change<'_>,
    shipment: &NewShipment,
) -> Result<ShipOrderOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.ship_order($1, $2::text::jsonb, $3, $4, $5, $6::text::jsonb)::text as answer",
        vec![tenant(of), once, actor, reference, version, json(shipment)?],
    )
    .await
}

/// `spindle.deliver_order`: for admins; without a shipment all of them.
pub async fn deliver_order(
    of: &Tenant,
    change: &Change<'_>,
    shipment_id: Option<Uuid>,
) -> Result<DeliverOrderOutcome, Fault> {
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.deliver_order($1, $2::text::jsonb, $3, $4, $5, $6)::text as answer",
        vec![
            tenant(of),
            once,
            actor,
            reference,
            version,
            optional(shipment_id, uuid),
        ],
    )
    .await
}

/// `spindle.tracking_view`: `owner` is `None` for an admin.
pub async fn tracking_view(
    of: &Tenant,
    owner: Option<&Owner>,
    reference: &str,
) -> Result<TrackingViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.tracking_view($1, $2, $3, $4)::text as answer",
        vec![tenant(of), customer_id, cart_token, text(reference)],
    )
    .await
}

/// `spindle.order_history_view`: `owner` is `None` for an admin.
pub async fn order_history_view(
    of: &Tenant,
    owner: Option<&Owner>,
    reference: &str,
    after: Option<i64>,
    limit: u16,
) -> Result<OrderHistoryViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.order_history_view($1, $2, $3, $4, $5, $6)::text as answer",
        vec![
            tenant(of),
            customer_id,
            cart_token,
            text(reference),
            optional(after, number),
            number(limit.into()),
        ],
    )
    .await
}
