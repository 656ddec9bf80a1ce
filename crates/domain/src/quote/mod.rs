//! What a cart costs: list prices, then the promotion component's proposal, clamped,
//! then shipping and tax. Pure arithmetic over a [`Context`].

mod allocate;
mod answer;
mod clamp;
mod context;
mod shown;

pub use allocate::allocate;
pub use answer::{CampaignUse, CouponState, Explanation, PricedLine, Quote, Step};
pub use context::{Campaign, CampaignKind, Context, Customer, Line, Policy, Shipping};
pub use shown::{ShownCoupon, ShownLine, ShownQuote};

use serde::{Deserialize, Serialize};

use crate::money::share;
use crate::promotion::{Failure, Outcome};
use clamp::Clamped;

/// Why a cart has no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Unpriced {
    /// The line is not sold any more, or not in this currency.
    #[error("{sku} is not sold in this currency")]
    NotSold {
        /// The line's sku.
        sku: String,
    },
    /// A sum is larger than money can be.
    #[error("the amounts of this cart are too large")]
    TooLarge,
    /// The promotion component failed, and the tenant's policy is to refuse.
    #[error("promotions cannot be evaluated right now")]
    PromotionsUnavailable,
}

/// Prices a cart. `proposal` is what the promotion component answered for it.
pub fn quote(context: &Context, proposal: Result<Outcome, Failure>) -> Result<Quote, Unpriced> {
    let subtotals = subtotals(context)?;
    let shipping_minor = context
        .shipping
        .as_ref()
        .map_or(0, |shipping| shipping.amount_minor);

    let failure = proposal.as_ref().err().copied();
    let outcome = match (proposal, context.policy) {
        (Ok(outcome), _) => outcome,
        (Err(_), Policy::Refuse) => return Err(Unpriced::PromotionsUnavailable),
        (Err(_), Policy::Skip | Policy::Standard) => Outcome::default(),
    };
    let clamped = clamp::clamp(context, &subtotals, shipping_minor, &outcome);

    let lines = price_lines(context, &subtotals, &clamped)?;
    answer::add_up(context, lines, clamped, &outcome, failure, shipping_minor)
}

/// Quantity times unit price of each line; the sum is known to fit.
fn subtotals(context: &Context) -> Result<Vec<i64>, Unpriced> {
    let mut sum = 0_i64;
    context
        .lines
        .iter()
        .map(|line| {
            let unit_price = line.unit_price_minor.ok_or_else(|| Unpriced::NotSold {
                sku: line.sku.clone(),
            })?;
            let subtotal = line
                .quantity
                .checked_mul(unit_price)
                .ok_or(Unpriced::TooLarge)?;
            sum = sum.checked_add(subtotal).ok_or(Unpriced::TooLarge)?;
            Ok(subtotal)
        })
        .collect()
}

/// Discounts and tax of each line. Tax is rounded per line, half to even.
fn price_lines(
    context: &Context,
    subtotals: &[i64],
    clamped: &Clamped,
) -> Result<Vec<PricedLine>, Unpriced> {
    context
        .lines
        .iter()
        .zip(subtotals)
        .zip(&clamped.line_discounts)
        .map(|((line, &subtotal_minor), &discount_minor)| {
            Ok(PricedLine {
                line_id: line.line_id,
                sku: line.sku.clone(),
                product_id: line.product_id,
                variant_id: line.variant_id,
                name: line.name.clone(),
                quantity: line.quantity,
                unit_price_minor: line.unit_price_minor.unwrap_or_default(),
                subtotal_minor,
                discount_minor,
                tax_minor: share(subtotal_minor - discount_minor, context.tax_rate)
                    .ok_or(Unpriced::TooLarge)?,
                warehouse: line.warehouse.clone(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests;
