//! Our words into those of `wit/promotions`, and back. The tests of `plugins/promotions-standard`
//! use it, too.

use domain::Rounding;
use domain::promotion::{Adjustment, Cause, Choice, Failure, Outcome, Refusal, Target};
use domain::quote::{
    Basis, BasisLine, CampaignType, Candidate, Customer, Discount, Pick, Reduction,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::engine;

/// What the component is shown; `None`: the cart has a number that the contract has no place for.
pub fn cart(basis: &Basis<'_>) -> Option<engine::Cart> {
    let context = basis.context;
    let lanes = lanes(basis);
    Some(engine::Cart {
        tenant: context.tenant.clone(),
        currency: context.currency.code().to_owned(),
        exponent: context.currency.exponent(),
        rounding: match context.rounding {
            Rounding::HalfEven => engine::Rounding::HalfEven,
            Rounding::HalfUp => engine::Rounding::HalfUp,
            Rounding::HalfDown => engine::Rounding::HalfDown,
        },
        at: context.at,
        customer: context.customer.as_ref().map(customer),
        lines: basis.lines.iter().map(line).collect::<Option<_>>()?,
        shipping: match basis.shipping_minor {
            Some(shipping) => Some(unsigned(shipping)?),
            None => None,
        },
        coupons: context.coupons.clone(),
        campaigns: basis
            .candidates
            .iter()
            .map(|candidate| campaign(candidate, &lanes))
            .collect::<Option<_>>()?,
    })
}

fn customer(customer: &Customer) -> engine::Customer {
    engine::Customer {
        id: customer.id.to_string(),
        segments: customer.segments.clone(),
        vip_level: customer.vip_level.clone(),
        orders_placed: customer.orders_placed,
    }
}

fn line(basis: &BasisLine<'_>) -> Option<engine::Line> {
    let line = basis.line;
    Some(engine::Line {
        sku: line.sku.clone(),
        product: line.product_id.to_string(),
        categories: line.categories.clone(),
        quantity: line.quantity.to_u32()?,
        unit_price: unsigned(basis.unit_price_minor)?,
        subtotal: unsigned(basis.subtotal_minor)?,
    })
}

fn campaign(candidate: &Candidate, lanes: &[&str]) -> Option<engine::Campaign> {
    let campaign = &candidate.campaign;
    let lane = campaign.lane.as_deref();
    Some(engine::Campaign {
        group: match campaign.campaign_type {
            CampaignType::Catalog => engine::CampaignGroup::Catalog,
            CampaignType::Customer => engine::CampaignGroup::Customer,
            CampaignType::Cart => engine::CampaignGroup::Cart,
        },
        coupon: candidate.coupon.and_then(|coupon| coupon.to_u32()),
        refused: candidate.refused.map(why),
        discount: discount(candidate)?,
        lines: candidate
            .lines
            .iter()
            .map(usize::to_u32)
            .collect::<Option<_>>()?,
        maximum: match candidate.maximum_minor {
            Some(maximum) => Some(unsigned(maximum.max(0))?),
            None => None,
        },
        priority: campaign.priority,
        lane: lane
            .and_then(|lane| lanes.iter().position(|known| *known == lane))
            .and_then(|lane| lane.to_u32()),
    })
}

/// The names of all lanes: the component knows them by number.
fn lanes<'a>(basis: &'a Basis<'_>) -> Vec<&'a str> {
    let candidates = basis.candidates.iter();
    let mut lanes: Vec<&str> = candidates
        .filter_map(|candidate| candidate.campaign.lane.as_deref())
        .collect();
    lanes.sort_unstable();
    lanes.dedup();
    lanes
}

fn discount(candidate: &Candidate) -> Option<engine::Discount> {
    Some(match &candidate.campaign.discount {
        Discount::Percentage { percentage } => {
            engine::Discount::Percentage(hundredths(*percentage)?)
        }
        Discount::FixedAmount { amount_minor } if candidate.campaign.is_per_piece() => {
            engine::Discount::AmountPerPiece(unsigned(*amount_minor)?)
        }
        Discount::FixedAmount { amount_minor } => {
            engine::Discount::FixedAmount(unsigned(*amount_minor)?)
        }
        Discount::FixedPrice { amount_minor } => {
            engine::Discount::FixedPrice(unsigned(*amount_minor)?)
        }
        Discount::BuyGet {
            buy_quantity,
            get_quantity,
            percentage,
            pick,
            repeat_limit,
        } => engine::Discount::BuyGet(engine::BuyGet {
            buy: *buy_quantity,
            get: *get_quantity,
            percentage: hundredths(*percentage)?,
            pick: match pick {
                Pick::Cheapest => engine::Pick::Cheapest,
                Pick::MostExpensive => engine::Pick::MostExpensive,
            },
            repeats: *repeat_limit,
        }),
        // Of one that is not reached the component is told that it is refused.
        Discount::Tiered { .. } => match candidate.reached {
            Some(Reduction::Percentage(percentage)) => {
                engine::Discount::Percentage(hundredths(percentage)?)
            }
            Some(Reduction::AmountMinor(minor)) => engine::Discount::FixedAmount(unsigned(minor)?),
            None => engine::Discount::FixedAmount(0),
        },
        Discount::FreeShipping => engine::Discount::ShippingPercentage(10_000),
        Discount::ShippingPercentage { percentage } => {
            engine::Discount::ShippingPercentage(hundredths(*percentage)?)
        }
        Discount::ShippingAmount { amount_minor } => {
            engine::Discount::ShippingAmount(unsigned(*amount_minor)?)
        }
        Discount::Gift { gift_quantity, .. } => engine::Discount::Gift(*gift_quantity),
    })
}

fn hundredths(percentage: Decimal) -> Option<u32> {
    percentage.checked_mul(Decimal::ONE_HUNDRED)?.to_u32()
}

fn unsigned(minor: i64) -> Option<u64> {
    u64::try_from(minor).ok()
}

/// What it proposes.
pub fn outcome(outcome: engine::Outcome) -> Outcome {
    let adjustment = |adjustment: engine::Adjustment| Adjustment {
        cause: match adjustment.cause {
            engine::Cause::Campaign(campaign) => Cause::Campaign(index(campaign)),
            engine::Cause::Rule(rule) => Cause::Rule(index(rule)),
        },
        target: match adjustment.target {
            engine::Target::Order => Target::Order,
            engine::Target::Line(line) => Target::Line(index(line)),
            engine::Target::Shipping => Target::Shipping,
        },
        amount_minor: adjustment.amount,
    };
    Outcome {
        adjustments: outcome.adjustments.into_iter().map(adjustment).collect(),
        refused: outcome
            .refused
            .into_iter()
            .map(|refused| (index(refused.coupon), refusal(refused.reason)))
            .collect(),
        choice: outcome.choice.map(|choice| Choice {
            candidates: choice.candidates,
            exact: choice.exact,
        }),
    }
}

/// An index from outside; one that does not fit names nothing.
fn index(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

fn refusal(refusal: engine::Refusal) -> Refusal {
    match refusal {
        engine::Refusal::Unknown => Refusal::Unknown,
        engine::Refusal::NotYet => Refusal::NotYet,
        engine::Refusal::Expired => Refusal::Expired,
        engine::Refusal::UsedUp => Refusal::UsedUp,
        engine::Refusal::NotForYou => Refusal::NotForYou,
        engine::Refusal::AlreadyUsed => Refusal::AlreadyUsed,
        engine::Refusal::NotInCart => Refusal::NotInCart,
        engine::Refusal::MinimumNotMet => Refusal::MinimumNotMet,
        engine::Refusal::Outbid => Refusal::Outbid,
        engine::Refusal::NoEffect => Refusal::NoEffect,
    }
}

fn why(refusal: Refusal) -> engine::Refusal {
    match refusal {
        Refusal::Unknown => engine::Refusal::Unknown,
        Refusal::NotYet => engine::Refusal::NotYet,
        Refusal::Expired => engine::Refusal::Expired,
        Refusal::UsedUp => engine::Refusal::UsedUp,
        Refusal::NotForYou => engine::Refusal::NotForYou,
        Refusal::AlreadyUsed => engine::Refusal::AlreadyUsed,
        Refusal::NotInCart => engine::Refusal::NotInCart,
        Refusal::MinimumNotMet => engine::Refusal::MinimumNotMet,
        Refusal::Outbid => engine::Refusal::Outbid,
        Refusal::NoEffect => engine::Refusal::NoEffect,
    }
}

/// Why it does not.
pub fn failure(failure: engine::Failure) -> Failure {
    match failure {
        engine::Failure::OutOfFuel => Failure::OutOfFuel,
        engine::Failure::Aborted => Failure::Aborted,
        engine::Failure::RecursedTooDeep => Failure::RecursedTooDeep,
        engine::Failure::ResultTooLarge => Failure::ResultTooLarge,
        engine::Failure::Disabled => Failure::Disabled,
    }
}
