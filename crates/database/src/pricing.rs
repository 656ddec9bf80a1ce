//! What a quote needs for items that are in no cart.

use api::{Fault, Tenant};
use domain::quote::Context;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::{call, json, optional, text, uuid};
use crate::cart::Item;
use crate::request::tenant;

/// An item and how much of it.
#[derive(Debug, Serialize)]
pub struct QuoteItem {
    /// What.
    #[serde(flatten)]
    pub item: Item,
    /// 1 to 9,999.
    pub quantity: u32,
}

/// Answers of `quote_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum QuoteViewOutcome {
    /// Everything the quote needs.
    Found {
        /// Lines are numbered as the items came.
        context: Box<Context>,
    },
    /// There is no such tenant.
    UnknownTenant,
    /// Some items cannot be priced.
    Refused {
        /// Which, and why.
        items: Vec<RefusedItem>,
    },
}

/// An item that cannot be priced.
#[derive(Debug, Deserialize)]
pub struct RefusedItem {
    /// Index among the items.
    pub position: usize,
    /// Why.
    pub outcome: ItemRefusal,
}

/// Why an item cannot be priced.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemRefusal {
    /// Not sold, or not in the tenant's currency.
    UnknownItem,
    /// The product has several variants.
    VariantRequired,
}

/// `spindle.quote_view`: `customer_id` is `None` for a visitor.
pub async fn quote_view(
    of: &Tenant,
    customer_id: Option<Uuid>,
    items: &[QuoteItem],
    coupons: &[String],
    shipping_method: Option<&str>,
) -> Result<QuoteViewOutcome, Fault> {
    call(
        "select spindle.quote_view($1, $2, $3::text::jsonb, $4::text::jsonb, $5)::text as answer",
        vec![
            tenant(of),
            optional(customer_id, uuid),
            json(&items)?,
            json(&coupons)?,
            optional(shipping_method, text),
        ],
    )
    .await
}
