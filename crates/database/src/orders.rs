//! Orders, read.

use std::collections::BTreeMap;

use api::{Fault, Tenant};
use domain::order::Order;
use domain::quote::PriceExplanation;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Owner;
use crate::call::{call, json, number, optional, text, uuid};
use crate::owner::anybodys;
use crate::request::tenant;

/// Answers of `order_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrderViewOutcome {
    /// It is there and may be seen.
    Found {
        /// As it is now.
        order: Box<Order>,
    },
    /// No such order, or somebody else's.
    NotFound,
}

/// Answers of `price_explanation_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PriceExplanationViewOutcome {
    /// It is there and may be seen.
    Found {
        /// As it was when the order was placed.
        price: Box<PriceExplanation>,
    },
    /// No such order, or somebody else's.
    NotFound,
}

/// Which orders a list wants, and in which order. A field that is `None` does not matter.
#[derive(Clone, Debug, Serialize)]
pub struct OrdersWanted {
    /// "PENDING"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Those that are paid, whatever `payment_status` says beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_paid: Option<bool>,
    /// "PAID"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_status: Option<&'static str>,
    /// Placed at this instant or later, in microseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<i64>,
    /// Placed before this instant, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<i64>,
    /// Of this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<Uuid>,
    /// Each word begins a word of the order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// "created_at", "updated_at" or "total_amount".
    pub sort: &'static str,
    /// The smallest first.
    pub rising: bool,
}

/// A page of a list, and what is asked about the list as a whole.
#[derive(Debug, Serialize)]
pub struct OrdersPage<'a> {
    /// The list.
    #[serde(flatten)]
    pub wanted: &'a OrdersWanted,
    /// The last entry that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Position>,
    /// How many to leave out at the start.
    pub offset: u32,
    /// Whether to count by status, too.
    pub counts: bool,
}

/// An entry's place in a list.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Position {
    /// What the list is sorted by: microseconds since 1970, or the smallest unit of the currency.
    pub value: i64,
    /// The order.
    pub id: Uuid,
}

/// Answers of `orders_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrdersViewOutcome {
    /// A page.
    Listed(OrdersListed),
}

/// A page of orders.
#[derive(Debug, Deserialize)]
pub struct OrdersListed {
    /// In the order that was asked for.
    pub orders: Vec<Order>,
    /// The last entry, when there are more; `None`: this is the last page.
    pub next: Option<Position>,
    /// How many there are, 10,000 at most.
    pub total: i64,
    /// Whether that is all.
    pub total_is_exact: bool,
    /// By status, 10,000 at most each; `None` when nobody asked.
    pub counts: Option<BTreeMap<String, i64>>,
}

/// `spindle.order_view`: `owner` is `None` for an admin.
pub async fn order_view(
    of: &Tenant,
    owner: Option<&Owner>,
    reference: &str,
) -> Result<OrderViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.order_view($1, $2, $3, $4)::text as answer",
        vec![tenant(of), customer_id, cart_token, text(reference)],
    )
    .await
}

/// `spindle.price_explanation_view`: `owner` is `None` for an admin.
pub async fn price_explanation_view(
    of: &Tenant,
    owner: Option<&Owner>,
    reference: &str,
) -> Result<PriceExplanationViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.price_explanation_view($1, $2, $3, $4)::text as answer",
        vec![tenant(of), customer_id, cart_token, text(reference)],
    )
    .await
}

/// `spindle.orders_view`: `customer_id` is `None` for an admin.
pub async fn orders_view(
    of: &Tenant,
    customer_id: Option<Uuid>,
    page: &OrdersPage<'_>,
    limit: u16,
) -> Result<OrdersViewOutcome, Fault> {
    call(
        "select spindle.orders_view($1, $2, $3::text::jsonb, $4)::text as answer",
        vec![
            tenant(of),
            optional(customer_id, uuid),
            json(page)?,
            number(limit.into()),
        ],
    )
    .await
}
