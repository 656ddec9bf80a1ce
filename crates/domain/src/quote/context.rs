//! Everything a quote depends on, as the SQL function `quote_context` writes it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Campaign;
use crate::{Currency, Rounding};

/// A cart with the prices, rates, shipping and campaigns that matter for it.
///
/// **Invariant:** the order of prices, rates and campaigns in here never changes a price.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Context {
    /// The shop.
    pub tenant: String,
    /// Of the cart, and of every amount of its quote.
    pub currency: Currency,
    /// Of the tenant: shipping rates and the amounts of campaigns are in it.
    pub base_currency: Currency,
    /// Of unit prices, percentages and taxes.
    pub rounding: Rounding,
    /// Whether tax is contained in prices or added to them.
    pub prices_include_tax: bool,
    /// What to do when the promotion component fails.
    pub policy: Policy,
    /// Which of the tenant's own promotions are not asked any more, because they kept failing.
    #[serde(default)]
    pub disabled_promotions: Option<String>,
    /// The instant to price at, in milliseconds since 1970.
    pub at: u64,
    /// Where the goods go; the tenant's home as long as nobody has said.
    pub destination: Destination,
    /// Who is buying; `None` when nobody has signed in.
    pub customer: Option<Customer>,
    /// In the order of the cart.
    pub lines: Vec<Line>,
    /// Between the cart's currency and those of its prices and of the tenant.
    pub rates: Vec<ExchangeRate>,
    /// Share of what shipping costs that is tax.
    pub shipping_tax_rate: Decimal,
    /// The code of the chosen method; `None` as long as none is chosen.
    pub shipping_method: Option<String>,
    /// The methods to choose from, in the order to show them, with the chosen one. None for a
    /// cart, where shipping is not priced.
    pub shipping_methods: Vec<ShippingMethod>,
    /// As entered, upper case.
    pub coupons: Vec<String>,
    /// Those that apply by themselves to this customer, and those whose coupon is entered.
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

/// Where goods go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// As it stands in addresses, upper case; empty: not said.
    pub region: String,
}

/// A signed-in customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The token's subject.
    pub id: Uuid,
    /// What the shop calls the customer's level: "gold".
    pub vip_level: Option<String>,
    /// The groups the customer belongs to.
    pub segments: Vec<String>,
    /// Orders before this one, without cancelled ones and failed payments; counted up to 1,000.
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
    /// Those that are valid at this instant for this customer, from this warehouse or any. None:
    /// it is not sold any more.
    pub prices: Vec<Price>,
    /// Share of the goods that is tax where they go: 0.08 is 8 %.
    pub tax_rate: Decimal,
    /// Of one piece.
    pub weight_grams: i64,
    /// What could be had when the context was read; nothing is promised.
    pub available: i64,
    /// The warehouse that serves it; `None`: the shop has none.
    pub warehouse: Option<String>,
    /// What serving from there adds, as a share: 0.05 is 5 % more.
    pub markup: Decimal,
}

/// A price row of a sku.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// For one piece, in the smallest unit of `currency`.
    pub amount_minor: i64,
    /// Of the amount.
    pub currency: Currency,
    /// The quantity from which it counts.
    pub min_quantity: i64,
    /// Only for customers in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// Only for customers of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vip_level: Option<String>,
    /// Only from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warehouse: Option<String>,
    /// In milliseconds since 1970; the latest of two that are otherwise equal counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<i64>,
}

/// What one unit of `base` is worth in `quote`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRate {
    /// The one unit.
    pub base: Currency,
    /// What it is worth is in this.
    pub quote: Currency,
    /// How much.
    pub rate: Decimal,
    /// Who said so.
    pub source: String,
    /// Since when, RFC 3339.
    pub valid_from: String,
}

/// A way to get the goods.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ShippingMethod {
    /// "STANDARD"
    pub code: String,
    /// "Standard, 3 to 5 days"
    pub name: String,
    /// What its rates go by.
    pub kind: ShippingKind,
    /// The subtotal of goods from which it costs nothing, in the tenant's currency.
    pub free_from_minor: Option<i64>,
    /// Those for where the goods go. None: it does not go there.
    pub rates: Vec<ShippingRate>,
}

/// What the rates of a shipping method go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShippingKind {
    /// Nothing: one amount.
    Flat,
    /// Grams of all goods.
    Weight,
    /// The subtotal of the goods, before discounts.
    Amount,
    /// Nothing: the customer comes, wherever from.
    Pickup,
}

/// What a method costs from a weight or a subtotal on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShippingRate {
    /// Grams, or a subtotal in the tenant's currency.
    pub from_value: i64,
    /// In the tenant's currency. `None`: from here up it is not offered.
    pub amount_minor: Option<i64>,
}
