//! A product as the API shows it.

use api::{ETag, IntoResponse, Json, Response, StatusCode, Uuid};
use database::catalog::{BundleComponent, Product, ProductStatus, Status, Variant};
use domain::{Amount, Currency};
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Serialize)]
pub struct ShownProduct {
    id: Uuid,
    name: String,
    description: String,
    categories: Vec<String>,
    attributes: Map<String, Value>,
    tax_class: String,
    status: ProductStatus,
    version: i64,
    currency: Currency,
    created_at: String,
    updated_at: String,
    variants: Vec<ShownVariant>,
}

#[derive(Serialize)]
struct ShownVariant {
    id: Uuid,
    sku: String,
    name: String,
    attributes: Map<String, Value>,
    weight_grams: i64,
    status: Status,
    price: Option<Amount>,
    available_quantity: i64,
    low_stock: bool,
    /// What is in a bundle.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    components: Vec<BundleComponent>,
}

impl ShownProduct {
    /// The product, its version as `ETag`.
    pub fn answer(status: StatusCode, product: Product) -> Response {
        let version = product.version;
        (status, ETag(version), Json(Self::from(product))).into_response()
    }
}

impl From<Product> for ShownProduct {
    fn from(product: Product) -> Self {
        let currency = product.currency;
        let variant = |variant: Variant| ShownVariant {
            id: variant.id,
            sku: variant.sku,
            name: variant.name,
            attributes: variant.attributes,
            weight_grams: variant.weight_grams,
            status: variant.status,
            price: variant.price_minor.map(|minor| currency.amount(minor)),
            available_quantity: variant.available,
            low_stock: variant.low_stock,
            components: variant.components,
        };
        Self {
            id: product.id,
            name: product.name,
            description: product.description,
            categories: product.categories,
            attributes: product.attributes,
            tax_class: product.tax_class,
            status: product.status,
            version: product.version,
            currency,
            created_at: product.created_at,
            updated_at: product.updated_at,
            variants: product.variants.into_iter().map(variant).collect(),
        }
    }
}
