//! The rules of the built-in campaigns, over the words of the contract.

use crate::bindings::spindle::promotions::engine::{
    Adjustment, Campaign, Cart, Cause, Discount, Outcome, Refusal, RefusedCoupon, Rounding, Target,
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
                    cause: Cause::Campaign(index),
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
    if !is_for(cart, campaign) {
        return Err(Refusal::NotForYou);
    }
    if goods < campaign.minimum {
        return Err(Refusal::MinimumNotMet);
    }

    let (target, wanted, left) = match campaign.discount {
        Discount::Percentage(hundredths) => (
            Target::Order,
            percentage(goods, hundredths, cart.rounding),
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

/// Nobody in particular belongs to no segment and has no level.
fn is_for(cart: &Cart, campaign: &Campaign) -> bool {
    let customer = cart.customer.as_ref();
    let in_segment = |segment: &String| customer.is_some_and(|c| c.segments.contains(segment));
    campaign.segment.as_ref().is_none_or(in_segment)
        && (campaign.vip_level.is_none()
            || customer.is_some_and(|c| c.vip_level == campaign.vip_level))
}

/// Hundredths of a percent of an amount, half a unit rounded as the shop does.
fn percentage(amount: u64, hundredths: u32, rounding: Rounding) -> u64 {
    const WHOLE: u128 = 10_000;
    let exact = u128::from(amount) * u128::from(hundredths);
    let (down, twice_the_rest) = (exact / WHOLE, exact % WHOLE * 2);
    let up = match rounding {
        _ if twice_the_rest != WHOLE => twice_the_rest > WHOLE,
        Rounding::HalfEven => down % 2 == 1,
        Rounding::HalfUp => true,
        Rounding::HalfDown => false,
    };
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
