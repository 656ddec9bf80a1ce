//! From a cart to what its campaigns give: the candidates, the best combination of them, and what
//! to tell about the coupons that are not part of it.
//!
//! Conditions are not judged here. The shop has done that before it asks, and keeps them itself.

use crate::bindings::spindle::promotions::engine::{
    Adjustment, Cart, Cause, Choice, Outcome, Refusal, RefusedCoupon,
};
use crate::candidate::{Candidate, candidates};
use crate::choose::best;
use crate::remaining::Remaining;

/// The combination of campaigns that takes most off the cart.
pub fn evaluate(cart: &Cart) -> Outcome {
    let found = candidates(cart);
    let chosen = best(cart, &found.candidates);

    let mut remaining = Remaining::new(cart);
    let mut adjustments = Vec::new();
    for candidate in &chosen.candidates {
        remaining.apply(cart.rounding, candidate, &mut |target, amount| {
            adjustments.push(Adjustment {
                cause: Cause::Campaign(candidate.index),
                target,
                amount,
            });
        });
    }

    Outcome {
        adjustments,
        refused: refused_coupons(cart, &chosen.candidates),
        choice: (!found.candidates.is_empty()).then_some(Choice {
            candidates: u32::try_from(found.candidates.len()).unwrap_or(u32::MAX),
            exact: chosen.is_exact && found.are_all,
        }),
    }
}

fn refused_coupons(cart: &Cart, chosen: &[&Candidate<'_>]) -> Vec<RefusedCoupon> {
    let coupons = (0_u32..).zip(&cart.coupons);
    coupons
        .filter_map(|(coupon, _)| {
            let reason = refusal(cart, chosen, coupon)?;
            Some(RefusedCoupon { coupon, reason })
        })
        .collect()
}

fn refusal(cart: &Cart, chosen: &[&Candidate<'_>], coupon: u32) -> Option<Refusal> {
    let mut campaigns = (0_u32..).zip(&cart.campaigns);
    let Some((index, campaign)) = campaigns.find(|(_, c)| c.coupon == Some(coupon)) else {
        return Some(Refusal::Unknown);
    };
    if chosen.iter().any(|candidate| candidate.index == index) {
        return None;
    }
    let is_outbid = || {
        let mut others = chosen.iter().map(|candidate| candidate.campaign.lane);
        campaign.lane.is_some() && others.any(|lane| lane == campaign.lane)
    };
    let of_choice = || match is_outbid() {
        true => Refusal::Outbid,
        false => Refusal::NoEffect,
    };
    Some(campaign.refused.unwrap_or_else(of_choice))
}

#[cfg(test)]
pub mod tests;
