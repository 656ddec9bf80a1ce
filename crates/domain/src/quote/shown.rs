//! A priced cart as the API shows it: exact decimal amounts, nothing internal.

use serde::Serialize;
use uuid::Uuid;

use super::{Context, CouponState, PricedLine, Quote};
use crate::promotion::Refusal;
use crate::{Amount, Currency};

/// Items and totals. `total = subtotal - discount + shipping + tax`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in Quote")]
pub struct ShownQuote {
    pub currency: Currency,
    pub items: Vec<ShownLine>,
    pub coupons: Vec<ShownCoupon>,
    pub subtotal: Amount,
    pub discount_amount: Amount,
    pub shipping_amount: Amount,
    pub tax_amount: Amount,
    pub total_amount: Amount,
}

/// A line with its price.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in PricedLine")]
pub struct ShownLine {
    pub id: Uuid,
    pub product_id: Uuid,
    pub variant_id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity: i64,
    pub unit_price: Amount,
    pub subtotal: Amount,
    pub discount_amount: Amount,
    pub tax_amount: Amount,
    /// What can be had right now; nothing is promised.
    pub available_quantity: i64,
}

/// A coupon, and what became of it.
#[derive(Debug, Serialize)]
pub struct ShownCoupon {
    /// As entered.
    pub code: String,
    /// Whether it gives something.
    pub applied: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Refusal>,
}

impl ShownQuote {
    /// The quote of a context.
    pub fn new(context: &Context, quote: Quote) -> Self {
        let amount = |minor| quote.currency.amount(minor);
        let available = context.lines.iter().map(|line| line.available);
        Self {
            currency: quote.currency,
            items: quote
                .lines
                .into_iter()
                .zip(available)
                .map(|(line, available)| shown_line(quote.currency, line, available))
                .collect(),
            coupons: quote.coupons.into_iter().map(shown_coupon).collect(),
            subtotal: amount(quote.subtotal_minor),
            discount_amount: amount(quote.discount_minor),
            shipping_amount: amount(quote.shipping_minor),
            tax_amount: amount(quote.tax_minor),
            total_amount: amount(quote.total_minor),
        }
    }
}

fn shown_line(currency: Currency, line: PricedLine, available_quantity: i64) -> ShownLine {
    ShownLine {
        id: line.line_id,
        product_id: line.product_id,
        variant_id: line.variant_id,
        sku: line.sku,
        name: line.name,
        quantity: line.quantity,
        unit_price: currency.amount(line.unit_price_minor),
        subtotal: currency.amount(line.subtotal_minor),
        discount_amount: currency.amount(line.discount_minor),
        tax_amount: currency.amount(line.tax_minor),
        available_quantity,
    }
}

fn shown_coupon(coupon: CouponState) -> ShownCoupon {
    ShownCoupon {
        code: coupon.code,
        applied: coupon.refused.is_none(),
        reason: coupon.refused,
    }
}
