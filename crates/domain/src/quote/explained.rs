//! How a price came about, for people and for programs: what was priced, and each step.

mod text;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CouponState, Explanation, PricedLine, Quote};
use crate::Currency;

/// The price of a cart or an order with each step that led to it. Amounts are in the smallest unit
/// of `currency`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in Quote")]
pub struct PriceExplanation {
    /// What was priced.
    pub of: Priced,
    pub currency: Currency,
    /// Digits behind the decimal point.
    pub exponent: u8,
    pub prices_include_tax: bool,
    pub items: Vec<ExplainedItem>,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub shipping_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    /// Entered coupons, and what became of them; an order has those that gave something.
    #[serde(default)]
    pub coupons: Vec<CouponState>,
    /// The steps, the campaigns that gave nothing, and who was asked about them.
    #[serde(flatten)]
    pub explanation: Explanation,
}

/// What was priced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Priced {
    /// A cart, as it is now.
    Cart {
        /// The cart.
        id: Uuid,
    },
    /// An order, as it was placed.
    Order {
        /// The order.
        id: Uuid,
        /// "ORD-7K2M9QX4TB"
        number: String,
    },
}

/// A line with its price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in PricedLine")]
pub struct ExplainedItem {
    pub id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity: i64,
    pub unit_price_minor: i64,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
}

impl PriceExplanation {
    /// Of a cart.
    pub fn of_cart(id: Uuid, quote: Quote) -> Self {
        Self {
            of: Priced::Cart { id },
            currency: quote.currency,
            exponent: quote.currency.exponent(),
            prices_include_tax: quote.prices_include_tax,
            items: quote.lines.into_iter().map(ExplainedItem::from).collect(),
            subtotal_minor: quote.subtotal_minor,
            discount_minor: quote.discount_minor,
            shipping_minor: quote.shipping_minor,
            tax_minor: quote.tax_minor,
            total_minor: quote.total_minor,
            coupons: quote.coupons,
            explanation: quote.explanation,
        }
    }
}

impl From<PricedLine> for ExplainedItem {
    fn from(line: PricedLine) -> Self {
        Self {
            id: line.line_id,
            sku: line.sku,
            name: line.name,
            quantity: line.quantity,
            unit_price_minor: line.unit_price_minor,
            subtotal_minor: line.subtotal_minor,
            discount_minor: line.discount_minor,
            tax_minor: line.tax_minor,
        }
    }
}
