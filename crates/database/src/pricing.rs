//! What a quote needs for items that are in no cart.

use api::{Fault, Tenant};
use domain::Currency;
use domain::quote::{Context, Destination};
use serde::{Deserialize, Serialize};
use spin_sdk::pg::ParameterValue;
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
    /// The tenant does not sell in this currency.
    CurrencyNotOffered {
        /// Those it sells in.
        currencies: Vec<Currency>,
    },
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

/// What is asked about items that are in no cart.
#[derive(Debug, Default)]
pub struct QuoteQuestion {
    /// What, and how much of it.
    pub items: Vec<QuoteItem>,
    /// As entered, upper case.
    pub coupons: Vec<String>,
    /// `None`: shipping is not priced.
    pub shipping_method: Option<String>,
    /// `None`: the tenant's.
    pub currency: Option<Currency>,
    /// `None`: the tenant's home.
    pub destination: Option<Destination>,
}

/// `spindle.quote_view`: `customer_id` is `None` for a visitor.
pub async fn quote_view(
    of: &Tenant,
    customer_id: Option<Uuid>,
    question: &QuoteQuestion,
) -> Result<QuoteViewOutcome, Fault> {
    call(
        "select spindle.quote_view($1, $2, $3::text::jsonb, $4::text::jsonb, $5, $6, $7::text::jsonb)::text as answer",
        vec![
            tenant(of),
            optional(customer_id, uuid),
            json(&question.items)?,
            json(&question.coupons)?,
            optional(question.shipping_method.as_deref(), text),
            optional(question.currency.map(Currency::code), text),
            question.destination.as_ref().map_or(Ok(ParameterValue::DbNull), json)?,
        ],
    )
    .await
}

/// Answers of `pricing_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PricingViewOutcome {
    /// A line for each variant, with the prices of all quantities.
    Found {
        /// Everything the prices depend on.
        context: Box<Context>,
    },
    /// No such product, or no such variant of it, or not for sale.
    NotFound,
    /// The tenant does not sell in this currency.
    CurrencyNotOffered {
        /// Those it sells in.
        currencies: Vec<Currency>,
    },
    /// Another's level or segment.
    NotYours,
}

/// Which variants, how many of them and for whom.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in the query of the endpoint")]
pub struct PricingChoice {
    pub variant_id: Option<Uuid>,
    pub sku: Option<String>,
    pub vip_level: Option<String>,
    pub segment: Option<String>,
    pub quantity: u32,
    pub currency: Option<Currency>,
}

/// `spindle.pricing_view`: `customer_id` is `None` for a visitor.
pub async fn pricing_view(
    of: &Tenant,
    customer_id: Option<Uuid>,
    is_admin: bool,
    product_id: Uuid,
    choice: &PricingChoice,
) -> Result<PricingViewOutcome, Fault> {
    call(
        "select spindle.pricing_view($1, $2, $3, $4, $5::text::jsonb)::text as answer",
        vec![
            tenant(of),
            optional(customer_id, uuid),
            ParameterValue::Boolean(is_admin),
            uuid(product_id),
            json(choice)?,
        ],
    )
    .await
}
