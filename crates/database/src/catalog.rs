//! What is for sale: products, their variants, and bundles of them.

use api::fields::{Attributes, List, Sku, Slug, Text, Whole};
use api::{Fault, Tenant};
use domain::Currency;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Request;
use crate::call::{call, json, number, optional, text, uuid};
use crate::request::{parameter, tenant};

/// A product and what can be bought of it.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct Product {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub categories: Vec<String>,
    pub attributes: Map<String, Value>,
    pub tax_class: String,
    pub status: ProductStatus,
    /// Grows with every write.
    pub version: i64,
    /// Of every price here.
    pub currency: Currency,
    pub created_at: String,
    pub updated_at: String,
    pub variants: Vec<Variant>,
}

/// What a cart line names.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct Variant {
    pub id: Uuid,
    pub sku: String,
    pub name: String,
    pub attributes: Map<String, Value>,
    pub weight_grams: i64,
    pub status: Status,
    /// On the tenant's price list for one piece, in the currency's smallest unit; `None`: it is
    /// not on it.
    pub price_minor: Option<i64>,
    /// On hand and not promised, at this moment.
    pub available: i64,
    /// At or below the thresholds.
    pub low_stock: bool,
    /// What is in a bundle; empty: it is none.
    pub components: Vec<BundleComponent>,
}

/// Whether a product is for sale.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductStatus {
    /// Not yet.
    Draft,
    /// Yes.
    #[default]
    Active,
    /// Not any more.
    Inactive,
}

/// Whether a variant or a warehouse is in use.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is.
    #[default]
    Active,
    /// Not now.
    Inactive,
}

/// A product as an admin writes it, whole.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct NewProduct {
    pub name: Text<1, 200>,
    #[serde(default)]
    pub description: Text<0, 10_000>,
    #[serde(default)]
    pub categories: List<Text<1, 100>, 0, 50>,
    #[serde(default)]
    pub attributes: Attributes,
    /// `None`: "standard".
    pub tax_class: Option<Slug>,
    #[serde(default)]
    pub status: ProductStatus,
    pub variants: List<NewVariant, 1, 100>,
}

/// A variant as an admin writes it, whole.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct NewVariant {
    pub sku: Sku,
    #[serde(default)]
    pub name: Text<0, 200>,
    #[serde(default)]
    pub attributes: Attributes,
    #[serde(default)]
    pub weight_grams: Whole<0, 100_000_000>,
    #[serde(default)]
    pub status: Status,
}

/// What is in a bundle, and how many of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0002_catalog.sql")]
pub struct BundleComponent {
    pub sku: String,
    pub quantity: i64,
}

/// Which products are listed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProductFilter {
    /// In this category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Part of the name, or how a sku begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// An admin's: with this status, whole. `None`: the active ones, as customers see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<ProductStatus>,
}

/// Answers of `product_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ProductViewOutcome {
    /// It is there, and active or asked for by an admin.
    Found {
        /// The product.
        product: Box<Product>,
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

/// Answers of `create_product`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CreateProductOutcome {
    /// As it is now.
    Created {
        /// The product.
        product: Product,
    },
    /// Another product has these.
    SkusTaken {
        /// In order.
        skus: Vec<String>,
    },
    /// The token's tenant does not exist.
    UnknownTenant,
    /// The key was first used with another request.
    KeyReused,
}

/// Answers of `replace_product`, `put_variant` and `set_product_status`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum WriteProductOutcome {
    /// As it is now.
    Saved {
        /// The product.
        product: Product,
    },
    /// Another product has these.
    SkusTaken {
        /// In order.
        skus: Vec<String>,
    },
    /// The product is full.
    TooManyVariants {
        /// The most variants a product can have.
        limit: i64,
    },
    /// No such product in this tenant.
    NotFound,
    /// Somebody wrote to it in between.
    StaleVersion {
        /// What it is now.
        version: i64,
    },
}

/// Answers of `put_bundle`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PutBundleOutcome {
    /// It is a bundle of these now.
    Saved,
    /// No such sku to be the bundle.
    NotFound,
    /// No such skus to be in it.
    UnknownComponents {
        /// In order.
        skus: Vec<String>,
    },
    /// A component is a bundle, or the bundle is a component: of these bundles.
    Nested {
        /// In order.
        skus: Vec<String>,
    },
    /// It has stock of its own.
    HasStock {
        /// In all warehouses.
        on_hand: i64,
        /// Of that, promised to orders.
        reserved: i64,
    },
}

/// Answers of `remove_bundle`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RemoveBundleOutcome {
    /// It is an ordinary sku now.
    Removed,
    /// It is no bundle.
    NotFound,
}

/// `spindle.product_view`
pub async fn product_view(
    of: &Tenant,
    product_id: Uuid,
    all: bool,
) -> Result<ProductViewOutcome, Fault> {
    call(
        "select spindle.product_view($1, $2, $3)::text as answer",
        vec![tenant(of), uuid(product_id), boolean(all)],
    )
    .await
}

/// `spindle.products_view`
pub async fn products_view(
    of: &Tenant,
    filter: &ProductFilter,
    after: Option<Uuid>,
    limit: u16,
) -> Result<ProductsPage, Fault> {
    call(
        "select spindle.products_view($1, $2::text::jsonb, $3, $4)::text as answer",
        vec![
            tenant(of),
            json(filter)?,
            optional(after, uuid),
            number(limit.into()),
        ],
    )
    .await
}

/// `spindle.create_product`
pub async fn create_product(
    of: &Tenant,
    request: Option<&Request>,
    product: &NewProduct,
) -> Result<CreateProductOutcome, Fault> {
    call(
        "select spindle.create_product($1, $2::text::jsonb, $3::text::jsonb)::text as answer",
        vec![tenant(of), parameter(request)?, json(product)?],
    )
    .await
}

/// `spindle.replace_product`
pub async fn replace_product(
    of: &Tenant,
    product_id: Uuid,
    version: Option<i64>,
    product: &NewProduct,
) -> Result<WriteProductOutcome, Fault> {
    call(
        "select spindle.replace_product($1, $2, $3, $4::text::jsonb)::text as answer",
        vec![
            tenant(of),
            uuid(product_id),
            optional(version, number),
            json(product)?,
        ],
    )
    .await
}

/// `spindle.set_product_status`
pub async fn set_product_status(
    of: &Tenant,
    product_id: Uuid,
    version: Option<i64>,
    status: ProductStatus,
) -> Result<WriteProductOutcome, Fault> {
    let status = match status {
        ProductStatus::Draft => "draft",
        ProductStatus::Active => "active",
        ProductStatus::Inactive => "inactive",
    };
    call(
        "select spindle.set_product_status($1, $2, $3, $4)::text as answer",
        vec![
            tenant(of),
            uuid(product_id),
            optional(version, number),
            text(status),
        ],
    )
    .await
}

/// `spindle.put_variant`
pub async fn put_variant(
    of: &Tenant,
    product_id: Uuid,
    version: Option<i64>,
    variant: &NewVariant,
) -> Result<WriteProductOutcome, Fault> {
    call(
        "select spindle.put_variant($1, $2, $3, $4::text::jsonb)::text as answer",
        vec![
            tenant(of),
            uuid(product_id),
            optional(version, number),
            json(variant)?,
        ],
    )
    .await
}

/// `spindle.put_bundle`
pub async fn put_bundle(
    of: &Tenant,
    sku: &Sku,
    components: &[BundleComponent],
) -> Result<PutBundleOutcome, Fault> {
    call(
        "select spindle.put_bundle($1, $2, $3::text::jsonb)::text as answer",
        vec![tenant(of), text(sku.as_str()), json(&components)?],
    )
    .await
}

/// `spindle.remove_bundle`
pub async fn remove_bundle(of: &Tenant, sku: &Sku) -> Result<RemoveBundleOutcome, Fault> {
    call(
        "select spindle.remove_bundle($1, $2)::text as answer",
        vec![tenant(of), text(sku.as_str())],
    )
    .await
}

fn boolean(value: bool) -> spin_sdk::pg::ParameterValue {
    spin_sdk::pg::ParameterValue::Boolean(value)
}
