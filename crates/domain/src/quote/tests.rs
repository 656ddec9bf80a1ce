//! Quotes worked out by hand, and the laws that hold for every cart.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod discounts;
mod laws;
mod shipping;
mod taxes;
mod unit_prices;
mod unsold;

use uuid::Uuid;

use super::*;
use crate::promotion::{Adjustment, Cause, Outcome, Target};
use crate::{Currency, Rounding};

fn currency(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

/// A price of one piece for everyone, in the cart's currency.
fn price(currency: Currency, amount_minor: i64) -> Price {
    Price {
        amount_minor,
        currency,
        min_quantity: 1,
        segment: None,
        vip_level: None,
        warehouse: None,
        valid_from: None,
    }
}

/// Lines of (quantity, unit price), one coupon of 10 %, shipping for 5.00.
fn context(code: &str, tax_rate: &str, lines: &[(i64, i64)]) -> Context {
    let of = currency(code);
    Context {
        tenant: "demo".to_owned(),
        currency: of,
        base_currency: of,
        rounding: Rounding::HalfEven,
        prices_include_tax: false,
        policy: Policy::Skip,
        disabled_promotions: None,
        at: 0,
        destination: Destination {
            country: "US".into(),
            region: String::new(),
        },
        customer: None,
        lines: lines
            .iter()
            .enumerate()
            .map(|(index, &(quantity, unit_price))| Line {
                line_id: Uuid::from_u128(index as u128),
                sku: format!("SKU-{index}"),
                product_id: Uuid::nil(),
                variant_id: Uuid::nil(),
                name: String::new(),
                categories: Vec::new(),
                quantity,
                prices: vec![price(of, unit_price)],
                tax_rate: tax_rate.parse().unwrap(),
                weight_grams: 100,
                available: 0,
                warehouse: None,
                markup: rust_decimal::Decimal::ZERO,
            })
            .collect(),
        rates: Vec::new(),
        shipping_tax_rate: rust_decimal::Decimal::ZERO,
        shipping_method: Some("S".into()),
        shipping_methods: vec![method("S", ShippingKind::Flat, &[(0, Some(500))])],
        coupons: vec!["SUMMER10".into()],
        campaigns: vec![campaign(None)],
    }
}

fn method(code: &str, kind: ShippingKind, rates: &[(i64, Option<i64>)]) -> ShippingMethod {
    ShippingMethod {
        code: code.into(),
        name: code.into(),
        kind,
        free_from_minor: None,
        rates: rates
            .iter()
            .map(|&(from_value, amount_minor)| ShippingRate {
                from_value,
                amount_minor,
            })
            .collect(),
    }
}

fn rate(base: &str, quote: &str, rate: &str) -> ExchangeRate {
    ExchangeRate {
        base: currency(base),
        quote: currency(quote),
        rate: rate.parse().unwrap(),
        source: "ECB".into(),
        valid_from: "2026-11-20T00:00:00.000Z".into(),
    }
}

fn campaign(maximum_minor: Option<i64>) -> Campaign {
    Campaign {
        id: Uuid::from_u128(7),
        name: "Summer".into(),
        campaign_type: CampaignType::Cart,
        discount: Discount::Percentage {
            percentage: 10.into(),
        },
        coupon_code: Some("SUMMER10".into()),
        spare_codes: Vec::new(),
        coupon_refused: None,
        covers: Goods::default(),
        excludes: Goods::default(),
        minimum_minor: 0,
        minimum_quantity: 0,
        maximum_minor,
        uses_left: None,
        customer_uses_left: None,
        budget_left_minor: None,
        signed_in: false,
        segments: Vec::new(),
        vip_levels: Vec::new(),
        first_order: false,
        priority: 0,
        lane: None,
        starts_at: None,
        ends_at: None,
    }
}

fn proposal(adjustments: &[(usize, Target, u64)]) -> Outcome {
    Outcome {
        adjustments: adjustments
            .iter()
            .map(|&(campaign, target, amount_minor)| Adjustment {
                cause: Cause::Campaign(campaign),
                target,
                amount_minor,
            })
            .collect(),
        refused: Vec::new(),
        choice: None,
    }
}

/// The quote without promotions.
fn plain(context: &Context) -> Quote {
    quote(context, Ok(Outcome::default())).unwrap()
}

/// What each step did, of one kind of steps or all: (kind, cause, before, after).
fn steps(quote: &Quote) -> Vec<(StepKind, &str, i64, i64)> {
    let steps = quote.explanation.steps.iter();
    steps
        .map(|step| {
            (
                step.kind,
                step.cause.as_str(),
                step.before_minor,
                step.after_minor,
            )
        })
        .collect()
}
