//! A product as the API shows it.

use api::Uuid;
use database::catalog::{Product, Variant};
use domain::{Amount, Currency};
use serde::Serialize;

#[derive(Serialize)]
pub struct ShownProduct {
    id: Uuid,
    name: String,
    description: String,
    categories: Vec<String>,
    currency: Currency,
    variants: Vec<ShownVariant>,
}

#[derive(Serialize)]
struct ShownVariant {
    id: Uuid,
    sku: String,
    name: String,
    price: Option<Amount>,
    available_quantity: i64,
}

impl From<Product> for ShownProduct {
    fn from(product: Product) -> Self {
        let currency = product.currency;
        let variant = |variant: Variant| ShownVariant {
            id: variant.id,
            sku: variant.sku,
            name: variant.name,
            price: variant.price_minor.map(|minor| currency.amount(minor)),
            available_quantity: variant.available,
        };
        Self {
            id: product.id,
            name: product.name,
            description: product.description,
            categories: product.categories,
            currency,
            variants: product.variants.into_iter().map(variant).collect(),
        }
    }
}
