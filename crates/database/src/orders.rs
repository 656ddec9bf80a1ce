//! Orders, read.

use api::{Fault, Tenant};
use domain::order::Order;
use serde::Deserialize;
use uuid::Uuid;

use crate::Owner;
use crate::call::{call, number, optional, text, uuid};
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

/// Answers of `orders_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrdersViewOutcome {
    /// A page.
    Listed {
        /// Newest first.
        orders: Vec<Order>,
        /// Where the next page starts; `None`: this is the last.
        next: Option<Uuid>,
    },
    /// The cursor is not from this list.
    UnknownCursor,
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

/// `spindle.orders_view`: `customer_id` is `None` for an admin.
pub async fn orders_view(
    of: &Tenant,
    customer_id: Option<Uuid>,
    after: Option<Uuid>,
    limit: u16,
) -> Result<OrdersViewOutcome, Fault> {
    call(
        "select spindle.orders_view($1, $2, $3, $4)::text as answer",
        vec![
            tenant(of),
            optional(customer_id, uuid),
            optional(after, uuid),
            number(limit.into()),
        ],
    )
    .await
}
