//! The answer of a quote: what is charged, and each step that led to it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::basis::Basis;
use super::clamp::Clamped;
use super::step::{Explanation, PassedOver};
use super::tax::Taxed;
use super::{Campaign, Candidate, ShippingOption, Unpriced};
use crate::Currency;
use crate::promotion::{Outcome, Refusal};

/// What a cart costs, in the smallest unit of `currency`. `total = subtotal - discount +
/// shipping`, and the tax on top of it unless prices include it.
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
    /// Of the lines and of shipping.
    pub tax_minor: i64,
    /// Of what shipping costs.
    pub shipping_tax_minor: i64,
    /// What shipping is taxed at: 0.08 is 8 %.
    pub shipping_tax_rate: Decimal,
    /// Whether the tax is contained in the total's other parts or added to them.
    pub prices_include_tax: bool,
    /// What the customer pays.
    pub total_minor: i64,
    /// Each coupon entered, and what became of it.
    pub coupons: Vec<CouponState>,
    /// What the order will claim when it is placed.
    pub uses: Vec<CampaignUse>,
    /// The methods that can be chosen, and what they cost; empty where shipping is not priced.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub shipping_options: Vec<ShippingOption>,
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
    pub tax_rate: Decimal,
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
    /// The same in the tenant's currency, as far as there is a rate: what it takes from the budget.
    pub base_minor: Option<i64>,
    /// The code that opened it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub coupon_code: Option<String>,
}

pub(super) fn add_up(
    basis: Basis<'_>,
    lines: Vec<PricedLine>,
    clamped: Clamped,
    shipping_tax: Taxed,
    outcome: &Outcome,
) -> Result<Quote, Unpriced> {
    let add = |one: i64, two: i64| one.checked_add(two).ok_or(Unpriced::TooLarge);
    let sum = |of: fn(&PricedLine) -> i64| lines.iter().map(of).try_fold(0_i64, add);

    let shipping_minor = basis.shipping_minor.unwrap_or(0);
    let discount_minor = add(sum(|line| line.discount_minor)?, clamped.shipping_discount)?;
    let tax_minor = add(sum(|line| line.tax_minor)?, shipping_tax.tax_minor)?;
    let before_tax = add(basis.subtotal_minor, shipping_minor)? - discount_minor;
    let total_minor = if basis.context.prices_include_tax {
        before_tax
    } else {
        add(before_tax, tax_minor)?
    };

    Ok(Quote {
        currency: basis.context.currency,
        subtotal_minor: basis.subtotal_minor,
        discount_minor,
        shipping_minor,
        tax_minor,
        shipping_tax_minor: shipping_tax.tax_minor,
        shipping_tax_rate: shipping_tax.rate,
        prices_include_tax: basis.context.prices_include_tax,
        total_minor,
        coupons: coupon_states(&basis, &clamped, outcome),
        uses: uses(&basis, &clamped),
        explanation: Explanation {
            choice: outcome.choice,
            passed_over: passed_over(&basis, &clamped),
            steps: basis.steps,
            ..Explanation::default()
        },
        shipping_options: basis.shipping_options,
        lines,
    })
}

fn uses(basis: &Basis<'_>, clamped: &Clamped) -> Vec<CampaignUse> {
    let given = basis.candidates.iter().zip(&clamped.given);
    given
        .filter(|(_, given)| **given > 0)
        .map(|(candidate, &amount_minor)| {
            let base_minor = basis.context.in_base_currency(amount_minor);
            let original = basis.context.campaigns.iter();
            let budget = original
                .filter(|campaign| campaign.id == candidate.campaign.id)
                .find_map(|campaign| campaign.budget_left_minor);
            CampaignUse {
                campaign_id: candidate.campaign.id,
                amount_minor,
                // What is left of a budget, there and back, may be a unit more.
                base_minor: base_minor.map(|minor| minor.min(budget.unwrap_or(i64::MAX))),
                coupon_code: candidate.campaign.coupon_code.clone(),
            }
        })
        .collect()
}

/// Why a campaign gave nothing, as far as the shop itself knows.
fn reason(basis: &Basis<'_>, clamped: &Clamped, candidate: &Candidate) -> Option<Refusal> {
    let lane = &candidate.campaign.lane;
    let given = || basis.candidates.iter().zip(&clamped.given);
    let is_outbid =
        lane.is_some() && given().any(|(other, &given)| given > 0 && other.campaign.lane == *lane);
    candidate
        .refused
        .or_else(|| is_outbid.then_some(Refusal::Outbid))
}

fn passed_over(basis: &Basis<'_>, clamped: &Clamped) -> Vec<PassedOver> {
    let given = basis.candidates.iter().zip(&clamped.given);
    given
        .filter(|(_, given)| **given == 0)
        .map(|(candidate, _)| PassedOver {
            campaign_id: candidate.campaign.id,
            name: candidate.campaign.name.clone(),
            code: candidate.campaign.coupon_code.clone(),
            reason: reason(basis, clamped, candidate).unwrap_or(Refusal::NoEffect),
        })
        .collect()
}

/// A coupon is accepted when its campaign gave something. Otherwise the shop's own reason stands,
/// then the component's, and where neither has one, "no effect" does.
fn coupon_states(basis: &Basis<'_>, clamped: &Clamped, outcome: &Outcome) -> Vec<CouponState> {
    let context = basis.context;
    let coupons = context.coupons.iter().enumerate();
    coupons
        .map(|(index, code)| {
            let opened = basis.candidates.iter().zip(&clamped.given);
            let mut opened = opened.filter(|(c, _)| c.campaign.coupon_code.as_ref() == Some(code));
            let proposed = || outcome.refused.iter().find(|(coupon, _)| *coupon == index);
            let refused = match opened.next() {
                Some((_, given)) if *given > 0 => None,
                Some((candidate, _)) => Some(
                    reason(basis, clamped, candidate)
                        .or_else(|| proposed().map(|(_, reason)| *reason))
                        .unwrap_or(Refusal::NoEffect),
                ),
                None if context.campaigns.iter().any(|c| c.knows(code)) => Some(Refusal::NoEffect),
                None => Some(Refusal::Unknown),
            };
            CouponState {
                code: code.clone(),
                refused,
            }
        })
        .collect()
}

impl Campaign {
    /// One that cannot be evaluated in this currency, or that another code opens already.
    fn knows(&self, code: &String) -> bool {
        self.coupon_code.as_ref() == Some(code) || self.spare_codes.contains(code)
    }
}
