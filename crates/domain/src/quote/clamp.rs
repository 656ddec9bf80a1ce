//! Turning a promotion component's proposal into discounts that cannot hurt the shop.
//!
//! **Invariant:** whatever comes in, no line and no shipping cost falls below zero, no
//! campaign gives more than its cap, and none that is used up gives anything. Each
//! reduction that came out smaller than proposed is written down.

use super::answer::Step;
use super::{Context, allocate};
use crate::promotion::{Adjustment, Outcome, Target};

/// Adjustments that are looked at: more than five for each line of the largest cart.
const ADJUSTMENTS_MAX: usize = 1000;

/// Discounts that hold.
pub(super) struct Clamped {
    /// Per line, in the order of the cart.
    pub line_discounts: Vec<i64>,
    /// Off the shipping cost.
    pub shipping_discount: i64,
    /// What each campaign gave, in the order of the context's campaigns.
    pub given: Vec<i64>,
    /// One per adjustment that did something or was cut.
    pub steps: Vec<Step>,
}

pub(super) fn clamp(
    context: &Context,
    subtotals: &[i64],
    shipping_minor: i64,
    outcome: &Outcome,
) -> Clamped {
    let mut clamped = Clamped {
        line_discounts: vec![0; subtotals.len()],
        shipping_discount: 0,
        given: vec![0; context.campaigns.len()],
        steps: Vec::new(),
    };
    for adjustment in outcome.adjustments.iter().take(ADJUSTMENTS_MAX) {
        clamped.apply(context, subtotals, shipping_minor, adjustment);
    }
    if outcome.adjustments.len() > ADJUSTMENTS_MAX {
        clamped.steps.push(Step::dropped("too many adjustments", 0));
    }
    clamped
}

impl Clamped {
    fn apply(
        &mut self,
        context: &Context,
        subtotals: &[i64],
        shipping_minor: i64,
        adjustment: &Adjustment,
    ) {
        let proposed = i64::try_from(adjustment.amount_minor).unwrap_or(i64::MAX);
        let remaining: Vec<i64> = subtotals
            .iter()
            .zip(&self.line_discounts)
            .map(|(all, off)| all - off)
            .collect();

        let Some(campaign) = context.campaigns.get(adjustment.campaign) else {
            return self.steps.push(Step::dropped("unknown campaign", proposed));
        };
        let allowance = match campaign.uses_left {
            Some(uses) if uses <= 0 => 0,
            _ => campaign.maximum_minor.unwrap_or(i64::MAX) - self.given[adjustment.campaign],
        };
        let before_minor = match adjustment.target {
            Target::Order => remaining.iter().sum(),
            Target::Line(index) => remaining.get(index).copied().unwrap_or(0),
            Target::Shipping => shipping_minor - self.shipping_discount,
        };
        let granted = proposed.min(allowance).min(before_minor).max(0);

        match adjustment.target {
            Target::Order => {
                for (discount, part) in self
                    .line_discounts
                    .iter_mut()
                    .zip(allocate(granted, &remaining))
                {
                    *discount += part;
                }
            }
            Target::Line(index) => {
                if let Some(discount) = self.line_discounts.get_mut(index) {
                    *discount += granted;
                }
            }
            Target::Shipping => self.shipping_discount += granted,
        }
        self.given[adjustment.campaign] += granted;
        self.steps.push(Step::discount(
            context,
            adjustment,
            campaign,
            before_minor,
            before_minor - granted,
            proposed,
        ));
    }
}
