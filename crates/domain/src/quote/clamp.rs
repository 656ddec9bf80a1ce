//! Turning a promotion component's proposal into discounts that cannot hurt the shop.
//!
//! **Invariant:** whatever comes in, no line and no shipping cost falls below zero, no
//! campaign gives more than its cap and what is left of its budget, none takes from goods that it
//! does not cover, none whose conditions are not met gives anything, and of a lane only the first
//! one does. Each reduction that came out smaller than proposed is written down.

use super::Candidate;
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
    /// What each campaign gave, in the order of the basis' candidates.
    pub given: Vec<i64>,
    /// One per adjustment that did something or was cut.
    pub steps: Vec<Step>,
}

pub(super) fn clamp(basis: &Basis<'_>, outcome: &Outcome, evaluation: &Evaluation) -> Clamped {
    let mut clamped = Clamped {
        line_discounts: vec![0; basis.lines.len()],
        shipping_discount: 0,
        given: vec![0; basis.candidates.len()],
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
        let (cause, rule, allowance, remaining) = match adjustment.cause {
            Cause::Campaign(index) => match basis.candidates.get(index) {
                Some(candidate) => (
                    candidate.campaign.name.as_str(),
                    None,
                    self.allowance(basis, index, candidate),
                    self.remaining(basis, candidate.lines.iter().copied()),
                ),
                None => return self.drop(basis, "unknown campaign", proposed),
            },
            // It has no cap but what there is to reduce.
            Cause::Rule(index) => match evaluation.rule(index) {
                Some(rule) => (
                    rule.text,
                    Some(rule.code.to_owned()),
                    i64::MAX,
                    self.remaining(basis, 0..basis.lines.len()),
                ),
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

    /// What a campaign may still give to this order: nothing when another one of its lane has.
    fn allowance(&self, basis: &Basis<'_>, campaign: usize, candidate: &Candidate) -> i64 {
        let lane = &candidate.campaign.lane;
        let mut others = basis.candidates.iter().zip(&self.given).enumerate();
        let is_taken = lane.is_some()
            && others.any(|(index, (other, &given))| {
                index != campaign && given > 0 && other.campaign.lane == *lane
            });
        if is_taken {
            return 0;
        }
        candidate.allowance(self.given[campaign])
    }

    /// Per line, what is left of it; 0 for those that are not to be reduced.
    fn remaining(&self, basis: &Basis<'_>, lines: impl Iterator<Item = usize>) -> Vec<i64> {
        let mut remaining = vec![0; basis.lines.len()];
        for index in lines {
            remaining[index] = basis.lines[index].subtotal_minor - self.line_discounts[index];
        }
        remaining
    }

    fn drop(&mut self, basis: &Basis<'_>, cause: &str, proposed: i64) {
        let currency = basis.context.currency;
        self.steps.push(Step {
            clamped_from_minor: Some(proposed),
            ..Step::new(StepKind::Discount, "order", cause, currency, (0, 0))
        });
    }
}
