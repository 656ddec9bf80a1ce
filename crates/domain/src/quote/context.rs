//! Everything a quote depends on, as the SQL function `quote_context` writes it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Currency;

/// A cart with the prices, shipping and campaigns that matter for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Context {
    /// The shop.
    pub tenant: String,
    /// Every amount is in its smallest unit.
    pub currency: Currency,
    /// Share of the discounted goods: 0.08 is 8 %.
    pub tax_rate: Decimal,
    /// What to do when the promotion component fails.
    pub policy: Policy,
    /// The instant to price at, in milliseconds since 1970.
    pub at: u64,
    /// Who is buying; `None` when nobody has signed in.
    pub customer: Option<Customer>,
    /// In the order of the cart.
    pub lines: Vec<Line>,
    /// `None` as long as no method is chosen.
    pub shipping: Option<Shipping>,
    /// As entered, upper case.
    pub coupons: Vec<String>,
    /// In order of their ids.
    pub campaigns: Vec<Campaign>,
}

/// What a quote does when the promotion component fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// No discount.
    Skip,
    /// The built-in engine instead; for a tenant that uses it anyway, no discount.
    Standard,
    /// No price.
    Refuse,
}

/// A signed-in customer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Customer {
    /// The token's subject.
    pub id: Uuid,
    /// Orders before this one, without failed payments.
    pub orders_placed: u64,
}

/// A line of a cart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Stays with the line when its quantity changes.
    pub line_id: Uuid,
    /// What is sold.
    pub sku: String,
    /// The product it is a variant of.
    pub product_id: Uuid,
    /// The variant.
    pub variant_id: Uuid,
    /// Product and variant: "Merino Shirt - Large".
    pub name: String,
    /// Of the product.
    pub categories: Vec<String>,
    /// 1 to 9,999.
    pub quantity: i64,
    /// `None`: not sold any more, or not in this currency.
    pub unit_price_minor: Option<i64>,
    /// What could be had when the context was read; nothing is promised.
    pub available: i64,
    /// The warehouse that serves it; `None`: the shop has none.
    pub warehouse: Option<String>,
}

/// The chosen shipping method.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Shipping {
    /// "STANDARD"
    pub code: String,
    /// "Standard, 3 to 5 days"
    pub name: String,
    /// Before any discount.
    pub amount_minor: i64,
}

/// A campaign that could matter for this cart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Campaign {
    /// Its id.
    pub id: Uuid,
    /// What customers see.
    pub name: String,
    /// `None`: applies by itself.
    pub coupon_code: Option<String>,
    /// What it does.
    pub kind: CampaignKind,
    /// Of `percentage`: 10 is 10 %.
    pub percentage: Option<Decimal>,
    /// Of `fixed_amount`.
    pub amount_minor: Option<i64>,
    /// The least subtotal it asks for.
    pub minimum_minor: i64,
    /// The most it gives to one order.
    pub maximum_minor: Option<i64>,
    /// Orders that may still use it; `None`: no limit.
    pub uses_left: Option<i64>,
    /// In milliseconds since 1970.
    pub starts_at: Option<u64>,
    /// In milliseconds since 1970.
    pub ends_at: Option<u64>,
}

/// What a campaign does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignKind {
    /// A share of the goods.
    Percentage,
    /// An amount off the goods.
    FixedAmount,
    /// What shipping costs.
    FreeShipping,
}
