//! Turning a promotion component's proposal into discounts that cannot hurt the shop.
//!
//! **Invariant:** whatever comes in, no line and no shipping cost falls below zero, no
//! campaign gives more than its cap, and none that is used up or for somebody else gives
//! anything. Each reduction that came out smaller than proposed is written down.

use super::allocate;
use super::basis::Basis;
use super::step::{Step, StepKind};
use crate::promotion::{Adjustment, Cause, Evaluation, Outcome, Target};

/// Adjustments that are looked at: more than five for each line of the largest cart.
const ADJUSTMENTS_MAX: usize = 1000;

/// Discounts that hold.
pub(super) struct Clamped {
    /// Per line, in the order of the cart.
    pub line_discounts: Vec<i64>,
    /// Off the shipping cost.
    pub shipping_discount: i64,
    /// What each campaign gave, in the order of the basis' campaigns.
    pub given: Vec<i64>,
    /// One per adjustment that did something or was cut.
    pub steps: Vec<Step>,
}

pub(super) fn clamp(basis: &Basis<'_>, outcome: &Outcome, evaluation: &Evaluation) -> Clamped {
    let mut clamped = Clamped {
        line_discounts: vec![0; basis.lines.len()],
        shipping_discount: 0,
        given: vec![0; basis.campaigns.len()],
        steps: Vec::new(),
    };
    for adjustment in outcome.adjustments.iter().take(ADJUSTMENTS_MAX) {
        clamped.apply(basis, evaluation, adjustment);
    }
    if outcome.adjustments.len() > ADJUSTMENTS_MAX {
        clamped.drop(basis, "too many adjustments", 0);
    }
    clamped
}

impl Clamped {
    fn apply(&mut self, basis: &Basis<'_>, evaluation: &Evaluation, adjustment: &Adjustment) {
        let proposed = i64::try_from(adjustment.amount_minor).unwrap_or(i64::MAX);
        let remaining: Vec<i64> = basis
            .lines
            .iter()
            .zip(&self.line_discounts)
            .map(|(line, off)| line.subtotal_minor - off)
            .collect();

        let (cause, rule, allowance) = match adjustment.cause {
            Cause::Campaign(index) => match self.allowance(basis, index) {
                Some((name, allowance)) => (name, None, allowance),
                None => return self.drop(basis, "unknown campaign", proposed),
            },
            // It has no cap but what there is to reduce.
            Cause::Rule(index) => match evaluation.rule(index) {
                Some(rule) => (rule.text, Some(rule.code.to_owned()), i64::MAX),
                None => return self.drop(basis, "unknown rule", proposed),
            },
        };
        let before_minor = match adjustment.target {
            Target::Order => remaining.iter().sum(),
            Target::Line(index) => remaining.get(index).copied().unwrap_or(0),
            Target::Shipping => basis.shipping_minor.unwrap_or(0) - self.shipping_discount,
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
        if let Cause::Campaign(index) = adjustment.cause {
            self.given[index] += granted;
        }

        let amounts = (before_minor, before_minor - granted);
        let currency = basis.context.currency;
        let step = |target: &str| Step::new(StepKind::Discount, target, cause, currency, amounts);
        self.steps.push(Step {
            rule,
            clamped_from_minor: (granted < proposed).then_some(proposed),
            ..match adjustment.target {
                Target::Order => step("order"),
                Target::Shipping => step("shipping"),
                Target::Line(index) => match basis.lines.get(index) {
                    Some(line) => Step {
                        line_id: Some(line.line.line_id),
                        ..step(&line.line.sku)
                    },
                    None => step("unknown line"),
                },
            }
        });
    }

    /// The name of a campaign, and what it may still give to this order.
    fn allowance<'a>(&self, basis: &'a Basis<'_>, index: usize) -> Option<(&'a str, i64)> {
        let campaign = basis.campaigns.get(index)?;
        let customer = basis.context.customer.as_ref();
        let allowance = match campaign.uses_left {
            Some(uses) if uses <= 0 => 0,
            _ if !campaign.is_for(customer) => 0,
            _ => campaign.maximum_minor.unwrap_or(i64::MAX) - self.given[index],
        };
        Some((&campaign.name, allowance))
    }

    fn drop(&mut self, basis: &Basis<'_>, cause: &str, proposed: i64) {
        let currency = basis.context.currency;
        self.steps.push(Step {
            clamped_from_minor: Some(proposed),
            ..Step::new(StepKind::Discount, "order", cause, currency, (0, 0))
        });
    }
}
