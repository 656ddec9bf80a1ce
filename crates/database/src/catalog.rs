//! What is for sale.

use api::{Fault, Tenant};
use domain::Currency;
use serde::Deserialize;
use uuid::Uuid;

use crate::call::{call, number, optional, uuid};
use crate::request::tenant;

/// A product and what can be bought of it.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct Product {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub categories: Vec<String>,
    /// Of every price here.
    pub currency: Currency,
    pub variants: Vec<Variant>,
}

/// What a cart line names.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct Variant {
    pub id: Uuid,
    pub sku: String,
    pub name: String,
    /// In the currency's smallest unit; `None`: not sold in it.
    pub price_minor: Option<i64>,
    /// On hand and not promised, at this moment.
    pub available: i64,
}

/// Answers of `product_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ProductViewOutcome {
    /// It is there and active.
    Found {
        /// The product.
        product: Product,
    },
    /// No such product in this tenant.
    NotFound,
}

/// A page of products.
#[derive(Debug, Deserialize)]
pub struct ProductsPage {
    /// In order of their ids.
    pub products: Vec<Product>,
    /// Where the next page starts; `None`: this is the last.
    pub next: Option<Uuid>,
}

/// `spindle.product_view`
pub async fn product_view(of: &Tenant, product_id: Uuid) -> Result<ProductViewOutcome, Fault> {
    call(
        "select spindle.product_view($1, $2)::text as answer",
        vec![tenant(of), uuid(product_id)],
    )
    .await
}

/// `spindle.products_view`
pub async fn products_view(
    of: &Tenant,
    after: Option<Uuid>,
    limit: u16,
) -> Result<ProductsPage, Fault> {
    call(
        "select spindle.products_view($1, $2, $3)::text as answer",
        vec![tenant(of), optional(after, uuid), number(limit.into())],
    )
    .await
}
