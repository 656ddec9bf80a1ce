//! An order: as SQL reads it ([`Order`]) and as the API shows it ([`ShownOrder`]).
//!
//! What an order may do next is decided in SQL, under its lock; not here.

mod country;
mod difference;
mod shown;

pub use country::{Country, check_phone};
pub use difference::{
    Amounts, ChangedItem, Difference, Settlement, ShownAmounts, ShownChangedItem, ShownDifference,
};
pub use shown::{ShownAddress, ShownItem, ShownOrder, ShownPayment};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Currency;
use crate::payment::Attempt;

/// An order as `spindle.order_json` reads it. Amounts are in the smallest unit of
/// `currency`.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0005_orders.sql")]
pub struct Order {
    pub id: Uuid,
    pub order_number: String,
    /// Grows with every change.
    pub version: i64,
    /// `None`: a guest's.
    pub customer_id: Option<Uuid>,
    pub status: String,
    pub payment_status: String,
    pub payment_method: String,
    pub shipping_method: String,
    pub currency: Currency,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub shipping_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub notes: Option<String>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    pub created_at: String,
    pub updated_at: String,
    /// When the goods are given back unless it is paid; `None`: they are its own.
    pub expires_at: Option<String>,
    pub items: Vec<OrderItem>,
    pub addresses: Vec<OrderAddress>,
    /// What left, the oldest first.
    pub shipments: Vec<Shipment>,
    /// The latest attempt to pay; `None` for cash on delivery, say.
    pub payment: Option<Attempt>,
    /// It ended without goods: nothing is charged any more.
    pub is_over: bool,
    /// What the provider still has to be asked about, the oldest first.
    pub open_attempts: Vec<Attempt>,
    /// What came in.
    pub paid_minor: i64,
    /// What of it went back.
    pub refunded_minor: i64,
    /// What is still to be paid.
    pub due_minor: i64,
}

/// What was sold, at the price it was sold for.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0005_orders.sql")]
pub struct OrderItem {
    pub id: Uuid,
    pub product_id: Uuid,
    pub variant_id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity: i64,
    /// Of these, how many have left.
    pub shipped: i64,
    /// Of those, how many came back.
    pub returned: i64,
    pub unit_price_minor: i64,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
}

/// Goods that left together; the API shows it as it is.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0011_order_life.sql")]
pub struct Shipment {
    pub id: Uuid,
    pub carrier: Option<String>,
    pub tracking_number: Option<String>,
    pub shipped_at: String,
    pub delivered_at: Option<String>,
    pub items: Vec<ShippedItem>,
}

/// What of a line is in a shipment.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0011_order_life.sql")]
pub struct ShippedItem {
    pub item_id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity: i64,
}

/// Where an order goes, and to whom its bill.
#[derive(Clone, Debug, Deserialize)]
pub struct OrderAddress {
    /// Its id.
    pub id: Uuid,
    /// "SHIPPING" or "BILLING".
    pub address_type: String,
    /// The address itself.
    #[serde(flatten)]
    pub address: Address,
}

/// A postal address with the fields of the create-order contract. What a country has no use for
/// (a state, a postal code) is empty.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Address {
    pub first_name: String,
    pub last_name: String,
    pub address_line1: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub address_line2: Option<String>,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    /// As written: "USA".
    pub country: String,
    /// ISO 3166-1 alpha-2: "US". Taxes and shipping go by it.
    pub country_code: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub email: Option<String>,
}
