//! The rules of the built-in campaigns, over the words of the contract.

use crate::bindings::exports::spindle::promotions::engine::{
    Adjustment, Campaign, Cart, Discount, Outcome, Refusal, RefusedCoupon, Target,
};

/// What is left to reduce while campaigns are applied one after the other.
struct Remaining {
    goods: u64,
    shipping: u64,
}

/// Applies every campaign that applies by itself or whose coupon was entered.
pub fn evaluate(cart: &Cart) -> Outcome {
    let goods: u64 = cart
        .lines
        .iter()
        .fold(0, |sum, line| sum.saturating_add(line.subtotal));
    let mut remaining = Remaining {
        goods,
        shipping: cart.shipping.unwrap_or(0),
    };
    let mut outcome = Outcome {
        adjustments: Vec::new(),
        refused: Vec::new(),
    };

    for (index, campaign) in (0_u32..).zip(&cart.campaigns) {
        let coupon = match &campaign.coupon {
            None => None,
            Some(code) => match (0_u32..)
                .zip(&cart.coupons)
                .find(|(_, entered)| *entered == code)
            {
                Some((coupon, _)) => Some(coupon),
                None => continue,
            },
        };
        match apply(cart, campaign, goods, &mut remaining) {
            Ok((target, amount)) => {
                outcome.adjustments.push(Adjustment {
                    campaign: index,
                    target,
                    amount,
                });
            }
            Err(reason) => {
                outcome
                    .refused
                    .extend(coupon.map(|coupon| RefusedCoupon { coupon, reason }));
            }
        }
    }

    outcome.refused.extend(unknown_coupons(cart));
    outcome
}

fn apply(
    cart: &Cart,
    campaign: &Campaign,
    goods: u64,
    remaining: &mut Remaining,
) -> Result<(Target, u64), Refusal> {
    if campaign.starts_at.is_some_and(|start| cart.at < start) {
        return Err(Refusal::NotYet);
    }
    if campaign.ends_at.is_some_and(|end| cart.at >= end) {
        return Err(Refusal::Expired);
    }
    if campaign.uses_left == Some(0) {
        return Err(Refusal::UsedUp);
    }
    if goods < campaign.minimum {
        return Err(Refusal::MinimumNotMet);
    }

    let (target, wanted, left) = match campaign.discount {
        Discount::Percentage(hundredths) => (
            Target::Order,
            percentage(goods, hundredths),
            &mut remaining.goods,
        ),
        Discount::FixedAmount(amount) => (Target::Order, amount, &mut remaining.goods),
        Discount::FreeShipping => (
            Target::Shipping,
            remaining.shipping,
            &mut remaining.shipping,
        ),
    };
    let amount = wanted.min(campaign.maximum.unwrap_or(u64::MAX)).min(*left);
    if amount == 0 {
        return Err(Refusal::NoEffect);
    }
    *left -= amount;
    Ok((target, amount))
}

/// Hundredths of a percent of an amount, rounded half to even.
fn percentage(amount: u64, hundredths: u32) -> u64 {
    const WHOLE: u128 = 10_000;
    let exact = u128::from(amount) * u128::from(hundredths);
    let (down, rest) = (exact / WHOLE, exact % WHOLE);
    let up = rest * 2 > WHOLE || rest * 2 == WHOLE && down % 2 == 1;
    u64::try_from(down + u128::from(up)).unwrap_or(u64::MAX)
}

fn unknown_coupons(cart: &Cart) -> impl Iterator<Item = RefusedCoupon> {
    (0_u32..)
        .zip(&cart.coupons)
        .filter(|(_, code)| {
            !cart
                .campaigns
                .iter()
                .any(|c| c.coupon.as_ref() == Some(code))
        })
        .map(|(coupon, _)| RefusedCoupon {
            coupon,
            reason: Refusal::Unknown,
        })
}

#[cfg(test)]
mod tests;
