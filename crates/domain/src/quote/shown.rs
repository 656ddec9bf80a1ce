//! A priced cart as the API shows it: exact decimal amounts, nothing internal.

use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{Context, CouponState, PricedLine, Quote, ShippingOption, Step, StepKind};
use crate::promotion::{Evaluated, Refusal};
use crate::{Amount, Currency};

/// Items and totals. `total = subtotal - discount + shipping + tax`, without the tax where
/// prices include it.
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
    pub prices_include_tax: bool,
    pub total_amount: Amount,
    /// What can be chosen; left out where shipping is not priced.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shipping_options: Vec<ShownShippingOption>,
    /// The promotion components that were asked; only where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promotions: Vec<Evaluated>,
    /// How the totals came about; only where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explanation: Vec<ShownStep>,
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
    pub unit_price: Option<Amount>,
    pub subtotal: Option<Amount>,
    pub discount_amount: Option<Amount>,
    pub tax_amount: Option<Amount>,
    /// It is not sold any more, and has no amounts; left out where it is sold.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unavailable: bool,
    /// What can be had right now; nothing is promised.
    pub available_quantity: i64,
    /// How the unit price came about; only where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explanation: Vec<ShownStep>,
}

/// A shipping method that can be chosen.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in ShippingOption")]
pub struct ShownShippingOption {
    pub code: String,
    pub name: String,
    pub amount: Amount,
}

/// A step of a price.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in Step")]
pub struct ShownStep {
    pub step: StepKind,
    /// "order" or "shipping"; left out of a line's own steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// Of the component's own rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    pub currency: Currency,
    pub before: Amount,
    pub after: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_currency: Option<Currency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_quantity: Option<i64>,
    /// An exact decimal as text: it may have more digits than a float.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<Decimal>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub inverse: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// What was proposed, where less was granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clamped_from: Option<Amount>,
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
    /// The quote of a context, without its explanation.
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
            prices_include_tax: quote.prices_include_tax,
            total_amount: amount(quote.total_minor),
            shipping_options: quote
                .shipping_options
                .into_iter()
                .map(|option| shown_option(quote.currency, option))
                .collect(),
            promotions: Vec::new(),
            explanation: Vec::new(),
        }
    }

    /// The quote of a context with each step: those of a unit price with their line.
    pub fn explained(context: &Context, mut quote: Quote) -> Self {
        let steps = std::mem::take(&mut quote.explanation.steps);
        let promotions = std::mem::take(&mut quote.explanation.promotions);
        let mut shown = Self {
            promotions,
            ..Self::new(context, quote)
        };
        for step in steps {
            let line = match step.kind {
                StepKind::Discount | StepKind::Shipping | StepKind::Tax => None,
                StepKind::List
                | StepKind::Segment
                | StepKind::Vip
                | StepKind::Tier
                | StepKind::Warehouse
                | StepKind::Conversion => step.line_id,
            };
            match shown.items.iter_mut().find(|item| Some(item.id) == line) {
                Some(item) => item.explanation.push(ShownStep {
                    target: None,
                    ..step.into()
                }),
                None => shown.explanation.push(step.into()),
            }
        }
        shown
    }
}

impl From<Step> for ShownStep {
    fn from(step: Step) -> Self {
        let before_currency = step.before_currency.unwrap_or(step.currency);
        Self {
            step: step.kind,
            target: Some(step.target),
            cause: step.cause,
            rule: step.rule,
            currency: step.currency,
            before: before_currency.amount(step.before_minor),
            after: step.currency.amount(step.after_minor),
            before_currency: step.before_currency,
            from_quantity: step.from_quantity,
            rate: step.rate,
            inverse: step.inverse,
            source: step.source,
            valid_from: step.valid_from,
            clamped_from: step
                .clamped_from_minor
                .map(|minor| step.currency.amount(minor)),
        }
    }
}

fn shown_option(currency: Currency, option: ShippingOption) -> ShownShippingOption {
    ShownShippingOption {
        code: option.code,
        name: option.name,
        amount: currency.amount(option.amount_minor),
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
        unit_price: Some(currency.amount(line.unit_price_minor)),
        subtotal: Some(currency.amount(line.subtotal_minor)),
        discount_amount: Some(currency.amount(line.discount_minor)),
        tax_amount: Some(currency.amount(line.tax_minor)),
        unavailable: false,
        available_quantity,
        explanation: Vec::new(),
    }
}

fn shown_coupon(coupon: CouponState) -> ShownCoupon {
    ShownCoupon {
        code: coupon.code,
        applied: coupon.refused.is_none(),
        reason: coupon.refused,
    }
}
