//! The answer of a quote: what is charged, and each step that led to it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clamp::Clamped;
use super::{Campaign, Context, Unpriced};
use crate::Currency;
use crate::promotion::{Adjustment, Failure, Outcome, Refusal, Target};

/// What a cart costs. `total = subtotal - discount + shipping + tax`, in the smallest
/// unit of `currency`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Of every amount here.
    pub currency: Currency,
    /// In the order of the cart.
    pub lines: Vec<PricedLine>,
    /// Goods before discounts.
    pub subtotal_minor: i64,
    /// On goods and shipping together.
    pub discount_minor: i64,
    /// Before its discount; 0 as long as no method is chosen.
    pub shipping_minor: i64,
    /// Added to the price.
    pub tax_minor: i64,
    /// What the customer pays.
    pub total_minor: i64,
    /// Each coupon entered, and what became of it.
    pub coupons: Vec<CouponState>,
    /// What the order will claim when it is placed.
    pub uses: Vec<CampaignUse>,
    /// How it came about.
    pub explanation: Explanation,
}

/// A line with its price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "the fields are those of quote::Line and of Quote"
)]
pub struct PricedLine {
    pub line_id: Uuid,
    pub sku: String,
    pub product_id: Uuid,
    pub variant_id: Uuid,
    pub name: String,
    pub quantity: i64,
    pub unit_price_minor: i64,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
    pub warehouse: Option<String>,
}

/// What became of a coupon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CouponState {
    /// As entered.
    pub code: String,
    /// `None`: it gives something.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refused: Option<Refusal>,
}

/// A campaign that gave something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignUse {
    /// The campaign.
    pub campaign_id: Uuid,
    /// All it gave to this order; never 0.
    pub amount_minor: i64,
}

/// How a quote came about. Kept with the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Why the promotion component had no say; `None`: it had.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub promotion_failure: Option<Failure>,
    /// In the order in which they were applied.
    pub steps: Vec<Step>,
}

/// One reduction: what it took from what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// "order", "shipping", or the sku of a line.
    pub target: String,
    /// The campaign's name, or why the reduction was dropped.
    pub cause: String,
    /// What there was to reduce.
    pub before_minor: i64,
    /// What was left.
    pub after_minor: i64,
    /// Set when more was proposed than granted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub clamped_from_minor: Option<i64>,
}

impl Step {
    pub(super) fn discount(
        context: &Context,
        adjustment: &Adjustment,
        campaign: &Campaign,
        before_minor: i64,
        after_minor: i64,
        proposed: i64,
    ) -> Self {
        Self {
            target: match adjustment.target {
                Target::Order => "order".to_owned(),
                Target::Shipping => "shipping".to_owned(),
                Target::Line(index) => context
                    .lines
                    .get(index)
                    .map_or_else(|| format!("unknown line {index}"), |line| line.sku.clone()),
            },
            cause: campaign.name.clone(),
            before_minor,
            after_minor,
            clamped_from_minor: (proposed > before_minor - after_minor).then_some(proposed),
        }
    }

    pub(super) fn dropped(cause: &str, proposed: i64) -> Self {
        Self {
            target: "order".to_owned(),
            cause: cause.to_owned(),
            before_minor: 0,
            after_minor: 0,
            clamped_from_minor: Some(proposed),
        }
    }
}

pub(super) fn add_up(
    context: &Context,
    lines: Vec<PricedLine>,
    clamped: Clamped,
    outcome: &Outcome,
    failure: Option<Failure>,
    shipping_minor: i64,
) -> Result<Quote, Unpriced> {
    let sum = |of: fn(&PricedLine) -> i64| {
        lines
            .iter()
            .map(of)
            .try_fold(0_i64, i64::checked_add)
            .ok_or(Unpriced::TooLarge)
    };
    let subtotal_minor = sum(|line| line.subtotal_minor)?;
    let discount_minor = sum(|line| line.discount_minor)?
        .checked_add(clamped.shipping_discount)
        .ok_or(Unpriced::TooLarge)?;
    let tax_minor = sum(|line| line.tax_minor)?;
    let total_minor = subtotal_minor
        .checked_add(shipping_minor)
        .and_then(|total| total.checked_add(tax_minor))
        .map(|total| total - discount_minor)
        .ok_or(Unpriced::TooLarge)?;

    Ok(Quote {
        currency: context.currency,
        subtotal_minor,
        discount_minor,
        shipping_minor,
        tax_minor,
        total_minor,
        coupons: coupon_states(context, &clamped, outcome),
        uses: context
            .campaigns
            .iter()
            .zip(&clamped.given)
            .filter(|(_, given)| **given > 0)
            .map(|(campaign, &amount_minor)| CampaignUse {
                campaign_id: campaign.id,
                amount_minor,
            })
            .collect(),
        explanation: Explanation {
            promotion_failure: failure,
            steps: clamped.steps,
        },
        lines,
    })
}

/// A coupon is accepted when its campaign gave something; otherwise the component's
/// reason stands, and where it gave none, "no effect" does.
fn coupon_states(context: &Context, clamped: &Clamped, outcome: &Outcome) -> Vec<CouponState> {
    context
        .coupons
        .iter()
        .enumerate()
        .map(|(index, code)| {
            let campaign = context
                .campaigns
                .iter()
                .position(|campaign| campaign.coupon_code.as_deref() == Some(code));
            let refused = match campaign {
                None => Some(Refusal::Unknown),
                Some(campaign) if clamped.given[campaign] > 0 => None,
                Some(_) => Some(
                    outcome
                        .refused
                        .iter()
                        .find(|(coupon, _)| *coupon == index)
                        .map_or(Refusal::NoEffect, |(_, reason)| *reason),
                ),
            };
            CouponState {
                code: code.clone(),
                refused,
            }
        })
        .collect()
}
