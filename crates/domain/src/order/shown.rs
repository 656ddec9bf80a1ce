//! The order of the public contract: exact decimal amounts, nothing internal.

use serde::Serialize;
use uuid::Uuid;

use super::{Address, Order, OrderAddress, OrderItem, Shipment};
use crate::payment::{Attempt, AttemptStatus};
use crate::{Amount, Currency};

/// An order as the API shows it: the fields of the create-order contract, and the state
/// of its payment.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in Order")]
pub struct ShownOrder {
    pub id: Uuid,
    /// `None`: a guest's.
    pub user_id: Option<Uuid>,
    pub order_number: String,
    pub status: String,
    pub total_amount: Amount,
    pub subtotal: Amount,
    pub tax_amount: Amount,
    pub shipping_amount: Amount,
    pub discount_amount: Amount,
    /// What came in.
    pub amount_paid: Amount,
    /// What of it went back.
    pub amount_refunded: Amount,
    /// What is still to be paid.
    pub amount_due: Amount,
    pub currency: Currency,
    pub payment_method: String,
    pub payment_status: String,
    pub shipping_method: String,
    pub notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancel_reason: Option<String>,
    pub version: i64,
    pub created_at: String,
    pub updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
    pub items: Vec<ShownItem>,
    pub addresses: Vec<ShownAddress>,
    pub shipments: Vec<Shipment>,
    pub payment: Option<ShownPayment>,
}

/// A line of an order.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in OrderItem")]
pub struct ShownItem {
    pub id: Uuid,
    pub order_id: Uuid,
    pub product_id: Uuid,
    pub variant_id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity: i64,
    pub shipped: i64,
    pub returned: i64,
    pub unit_price: Amount,
    pub subtotal: Amount,
    pub discount_amount: Amount,
    pub tax_amount: Amount,
}

/// Where an order goes, or to whom its bill.
#[derive(Debug, Serialize)]
pub struct ShownAddress {
    /// Its id.
    pub id: Uuid,
    /// The order it belongs to.
    pub order_id: Uuid,
    /// "SHIPPING" or "BILLING".
    pub address_type: String,
    /// The address itself.
    #[serde(flatten)]
    pub address: Address,
}

/// The latest attempt to pay, without its token.
#[derive(Debug, Serialize)]
pub struct ShownPayment {
    /// What is known of it.
    pub status: AttemptStatus,
    /// Why it was declined. What is known of an attempt without an answer is for the log and
    /// for operators, not for customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl From<Attempt> for ShownPayment {
    fn from(attempt: Attempt) -> Self {
        let is_declined = attempt.status == AttemptStatus::Declined;
        Self {
            status: attempt.status,
            reason: attempt.reason.filter(|_| is_declined),
        }
    }
}

impl From<Order> for ShownOrder {
    fn from(order: Order) -> Self {
        let amount = |minor| order.currency.amount(minor);
        Self {
            id: order.id,
            user_id: order.customer_id,
            status: order.status,
            total_amount: amount(order.total_minor),
            subtotal: amount(order.subtotal_minor),
            tax_amount: amount(order.tax_minor),
            shipping_amount: amount(order.shipping_minor),
            discount_amount: amount(order.discount_minor),
            amount_paid: amount(order.paid_minor),
            amount_refunded: amount(order.refunded_minor),
            amount_due: amount(order.due_minor),
            currency: order.currency,
            payment_method: order.payment_method,
            payment_status: order.payment_status,
            shipping_method: order.shipping_method,
            notes: order.notes,
            cancel_reason: order.cancel_reason,
            version: order.version,
            created_at: order.created_at,
            updated_at: order.updated_at,
            expires_at: order.expires_at,
            items: order
                .items
                .into_iter()
                .map(|i| item(order.id, order.currency, i))
                .collect(),
            addresses: order
                .addresses
                .into_iter()
                .map(|a| address(order.id, a))
                .collect(),
            shipments: order.shipments,
            payment: order.payment.map(ShownPayment::from),
            order_number: order.order_number,
        }
    }
}

fn item(order_id: Uuid, currency: Currency, item: OrderItem) -> ShownItem {
    ShownItem {
        id: item.id,
        order_id,
        product_id: item.product_id,
        variant_id: item.variant_id,
        sku: item.sku,
        name: item.name,
        quantity: item.quantity,
        shipped: item.shipped,
        returned: item.returned,
        unit_price: currency.amount(item.unit_price_minor),
        subtotal: currency.amount(item.subtotal_minor),
        discount_amount: currency.amount(item.discount_minor),
        tax_amount: currency.amount(item.tax_minor),
    }
}

fn address(order_id: Uuid, address: OrderAddress) -> ShownAddress {
    ShownAddress {
        id: address.id,
        order_id,
        address_type: address.address_type,
        address: address.address,
    }
}
