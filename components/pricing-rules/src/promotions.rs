//! Asking the promotion component that spin.toml composes in: our words into those of
//! `wit/promotions`, and back. Deciding what to make of the answer is `domain`'s job.

mod bindings {
    wit_bindgen::generate!({
        path: "../../wit/promotions",
        world: "pricing",
    });
}

use bindings::spindle::promotions::{engine, meter};
use domain::Rounding;
use domain::promotion::{
    Adjustment, Cause, Evaluated, Evaluation, Failure, Installed, Outcome, Refusal, Target,
};
use domain::quote::{Basis, BasisLine, Campaign, CampaignKind, Customer};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What the component proposes for a cart, and what it used for it. A cart with a number that the
/// contract has no place for is not shown to it.
pub fn evaluate(basis: &Basis<'_>, installed: Installed) -> Evaluation {
    let Some(cart) = cart(basis) else {
        return Evaluation::from(Ok(Outcome::default()));
    };
    let budget = installed.budget(cart.lines.len());
    meter::arm(budget);
    let result = engine::evaluate(&cart).map(outcome).map_err(failure);
    let evaluated = Evaluated {
        component: installed.name.clone(),
        version: Some(installed.version.clone()),
        digest: installed.digest.clone(),
        tool: installed.tool.clone(),
        fuel_budget: Some(budget),
        fuel_used: Some(meter::fuel_used()),
        failure: result.as_ref().err().copied(),
    };
    Evaluation {
        result,
        installed,
        evaluated: vec![evaluated],
    }
}

fn cart(basis: &Basis<'_>) -> Option<engine::Cart> {
    let context = basis.context;
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
            .campaigns
            .iter()
            .map(campaign)
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

fn campaign(campaign: &Campaign) -> Option<engine::Campaign> {
    let discount = match campaign.kind {
        CampaignKind::Percentage => {
            let hundredths = campaign.percentage?.checked_mul(Decimal::ONE_HUNDRED)?;
            engine::Discount::Percentage(hundredths.to_u32()?)
        }
        CampaignKind::FixedAmount => {
            engine::Discount::FixedAmount(unsigned(campaign.amount_minor?)?)
        }
        CampaignKind::FreeShipping => engine::Discount::FreeShipping,
    };
    Some(engine::Campaign {
        coupon: campaign.coupon_code.clone(),
        discount,
        minimum: unsigned(campaign.minimum_minor)?,
        maximum: campaign.maximum_minor.and_then(unsigned),
        uses_left: campaign.uses_left.and_then(unsigned),
        segment: campaign.segment.clone(),
        vip_level: campaign.vip_level.clone(),
        starts_at: campaign.starts_at,
        ends_at: campaign.ends_at,
    })
}

fn unsigned(minor: i64) -> Option<u64> {
    u64::try_from(minor).ok()
}

fn outcome(outcome: engine::Outcome) -> Outcome {
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
        engine::Refusal::MinimumNotMet => Refusal::MinimumNotMet,
        engine::Refusal::NoEffect => Refusal::NoEffect,
    }
}

fn failure(failure: engine::Failure) -> Failure {
    match failure {
        engine::Failure::OutOfFuel => Failure::OutOfFuel,
        engine::Failure::Aborted => Failure::Aborted,
        engine::Failure::RecursedTooDeep => Failure::RecursedTooDeep,
        engine::Failure::ResultTooLarge => Failure::ResultTooLarge,
        engine::Failure::Disabled => Failure::Disabled,
    }
}
