//! What is left of a cart while campaigns take from it, one after the other.
//!
//! **Invariant:** what a campaign gives never grows when less is left of any line. The search in
//! `choose` relies on it.

use crate::bindings::spindle::promotions::engine::{Cart, Discount, Rounding, Target};
use crate::candidate::{Candidate, Pieces};
use crate::share::{share, spread};

/// Hundredths of a percent in a whole.
const WHOLE: u64 = 10_000;

/// What is left to reduce.
#[derive(Clone)]
pub struct Remaining {
    lines: Vec<u64>,
    shipping: u64,
}

impl Remaining {
    /// A cart as it came.
    pub fn new(cart: &Cart) -> Self {
        Self {
            lines: cart.lines.iter().map(|line| line.subtotal).collect(),
            shipping: cart.shipping.unwrap_or(0),
        }
    }

    /// All of it together.
    pub fn total(&self) -> u64 {
        let goods = self.lines.iter();
        goods.fold(self.shipping, |sum, line| sum.saturating_add(*line))
    }

    /// Takes off what a campaign gives, tells each reduction, and returns their sum.
    pub fn apply(
        &mut self,
        rounding: Rounding,
        candidate: &Candidate<'_>,
        tell: &mut impl FnMut(Target, u64),
    ) -> u64 {
        let most = candidate.campaign.maximum.unwrap_or(u64::MAX);
        let pieces = &candidate.pieces;
        match candidate.campaign.discount {
            Discount::Percentage(hundredths) => {
                let amount = share(self.covered(candidate), hundredths.into(), WHOLE, rounding);
                self.take_together(candidate, amount.min(most), tell)
            }
            Discount::FixedAmount(amount) => self.take_together(candidate, amount.min(most), tell),
            Discount::AmountPerPiece(amount) => {
                self.take_from_each(pieces, most, tell, |line, _| {
                    amount.saturating_mul(line.quantity.into())
                })
            }
            Discount::FixedPrice(price) => self.take_from_each(pieces, most, tell, |line, left| {
                left.saturating_sub(price.saturating_mul(line.quantity.into()))
            }),
            Discount::BuyGet(of) => self.take_from_each(pieces, most, tell, |line, left| {
                let hundredths = u64::from(of.percentage) * u64::from(line.picked);
                share(left, hundredths, WHOLE * u64::from(line.quantity), rounding)
            }),
            Discount::Gift(_) => self.take_from_each(pieces, most, tell, |line, left| {
                share(left, line.picked.into(), line.quantity.into(), rounding)
            }),
            Discount::ShippingPercentage(hundredths) => {
                let amount = share(self.shipping, hundredths.into(), WHOLE, rounding);
                self.take_from_shipping(amount.min(most), tell)
            }
            Discount::ShippingAmount(amount) => self.take_from_shipping(amount.min(most), tell),
        }
    }

    fn covered(&self, candidate: &Candidate<'_>) -> u64 {
        lines(candidate)
            .filter_map(|line| self.lines.get(line))
            .fold(0, |sum, left| sum.saturating_add(*left))
    }

    /// Off the covered lines together, spread as the shop spreads it.
    fn take_together(
        &mut self,
        candidate: &Candidate<'_>,
        wanted: u64,
        tell: &mut impl FnMut(Target, u64),
    ) -> u64 {
        let amount = wanted.min(self.covered(candidate));
        if amount > 0 {
            spread(amount, &mut self.lines, lines(candidate));
            tell(Target::Order, amount);
        }
        amount
    }

    fn take_from_each(
        &mut self,
        pieces: &[Pieces],
        most: u64,
        tell: &mut impl FnMut(Target, u64),
        wanted: impl Fn(&Pieces, u64) -> u64,
    ) -> u64 {
        let mut given = 0;
        for line in pieces {
            let left = &mut self.lines[line.line];
            let amount = wanted(line, *left).min(*left).min(most - given);
            if amount > 0 {
                *left -= amount;
                given += amount;
                tell(
                    Target::Line(u32::try_from(line.line).unwrap_or(u32::MAX)),
                    amount,
                );
            }
        }
        given
    }

    fn take_from_shipping(&mut self, wanted: u64, tell: &mut impl FnMut(Target, u64)) -> u64 {
        let amount = wanted.min(self.shipping);
        if amount > 0 {
            self.shipping -= amount;
            tell(Target::Shipping, amount);
        }
        amount
    }
}

fn lines<'a>(candidate: &Candidate<'a>) -> impl Iterator<Item = usize> + Clone + use<'a> {
    let lines = candidate.campaign.lines.iter();
    lines.filter_map(|&line| usize::try_from(line).ok())
}
