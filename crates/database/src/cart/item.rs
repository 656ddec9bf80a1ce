//! What is put into a cart.

use serde::Serialize;
use uuid::Uuid;

/// One variant, named by sku, or by product and, where that has several, variant.
#[derive(Debug, Serialize)]
pub struct Item {
    #[serde(skip_serializing_if = "Option::is_none")]
    sku: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant_id: Option<Uuid>,
}

impl Item {
    /// What [`Item::new`] asks for, for a client who got it wrong.
    pub const HOW_TO_NAME: &'static str =
        "name the item by sku, or by product_id with or without variant_id";

    /// `None` when it is named in no way, or in two.
    pub fn new(
        sku: Option<String>,
        product_id: Option<Uuid>,
        variant_id: Option<Uuid>,
    ) -> Option<Self> {
        let is_named_once = match (&sku, product_id) {
            (Some(_), None) => variant_id.is_none(),
            (None, Some(_)) => true,
            (None, None) | (Some(_), Some(_)) => false,
        };
        is_named_once.then_some(Self {
            sku,
            product_id,
            variant_id,
        })
    }
}
