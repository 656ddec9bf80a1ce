//! What is put into a cart, priced or ordered.

use api::fields::{Invalid, Problems, Quantity, Sku};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::pricing::QuoteItem;

/// The most items of one request: as many as a cart has lines.
const ITEMS_MAX: usize = 200;

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
    /// What is asked for, for a client who got it wrong.
    pub const HOW_TO_NAME: &'static str =
        "name the item by sku, or by product_id with or without variant_id";

    /// `None` when it is named in no way, or in two.
    fn new(
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

/// An item and how much of it, as a client writes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenItem {
    sku: Option<Sku>,
    product_id: Option<Uuid>,
    variant_id: Option<Uuid>,
    quantity: Quantity,
}

impl WrittenItem {
    /// `None` when it is named in no way, or in two: see [`Item::HOW_TO_NAME`].
    pub fn read(self) -> Option<QuoteItem> {
        let item = Item::new(self.sku.map(String::from), self.product_id, self.variant_id)?;
        Some(QuoteItem {
            item,
            quantity: self.quantity.get(),
        })
    }

    /// The field `items` of a body: 1 to 200 of them, or all that is wrong with them.
    pub fn read_all(items: Vec<Self>, problems: &mut Problems) -> Vec<QuoteItem> {
        if !(1..=ITEMS_MAX).contains(&items.len()) {
            problems.add(
                "items",
                &Invalid::new(format!("must be 1 to {ITEMS_MAX} items")),
            );
        }
        let mut read = Vec::new();
        for (index, item) in items.into_iter().enumerate().take(ITEMS_MAX) {
            match item.read() {
                Some(item) => read.push(item),
                None => problems.add(
                    &format!("items[{index}].sku"),
                    &Invalid::new(Item::HOW_TO_NAME),
                ),
            }
        }
        read
    }
}
