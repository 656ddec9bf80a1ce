//! What each discount takes, as tables: two kettles for 20.00 each, four cups for 5.00 each, a
//! teapot for 35.00, shipping for 6.00.

mod shop;

use super::*;
use crate::bindings::spindle::promotions::engine::{
    BuyGet, Campaign, CampaignGroup, Discount, Line, Pick, Rounding, Target,
};

pub fn line(quantity: u32, unit_price: u64) -> Line {
    Line {
        sku: "SKU".into(),
        product: "product".into(),
        categories: Vec::new(),
        quantity,
        unit_price,
        subtotal: u64::from(quantity) * unit_price,
    }
}

pub fn cart(campaigns: Vec<Campaign>) -> Cart {
    Cart {
        tenant: "demo".into(),
        currency: "USD".into(),
        exponent: 2,
        rounding: Rounding::HalfEven,
        at: 1_000_000,
        customer: None,
        lines: vec![line(2, 2000), line(4, 500), line(1, 3500)],
        shipping: Some(600),
        coupons: vec!["C".into(), "D".into()],
        campaigns,
    }
}

/// One for all lines that applies by itself.
pub fn campaign(discount: Discount) -> Campaign {
    Campaign {
        group: CampaignGroup::Cart,
        coupon: None,
        refused: None,
        discount,
        lines: vec![0, 1, 2],
        maximum: None,
        priority: 0,
        lane: None,
    }
}

/// Target and amount of each adjustment: `u32::MAX` for the order, `u32::MAX - 1` for shipping.
fn given(outcome: &Outcome) -> Vec<(u32, u64)> {
    let adjustments = outcome.adjustments.iter();
    adjustments
        .map(|adjustment| match adjustment.target {
            Target::Order => (ORDER, adjustment.amount),
            Target::Shipping => (SHIPPING, adjustment.amount),
            Target::Line(line) => (line, adjustment.amount),
        })
        .collect()
}

const ORDER: u32 = u32::MAX;
const SHIPPING: u32 = u32::MAX - 1;

#[test]
fn each_discount_takes_what_it_says() {
    let buy_get = |buy, get, percentage, pick, repeats| {
        Discount::BuyGet(BuyGet {
            buy,
            get,
            percentage,
            pick,
            repeats,
        })
    };
    use Pick::{Cheapest, MostExpensive};
    for (discount, lines, expected) in [
        // Goods are 95.00.
        (
            Discount::Percentage(1000),
            vec![0, 1, 2],
            vec![(ORDER, 950)],
        ),
        (Discount::Percentage(333), vec![1], vec![(ORDER, 67)]),
        (
            Discount::FixedAmount(700),
            vec![0, 1, 2],
            vec![(ORDER, 700)],
        ),
        (Discount::FixedAmount(9999), vec![1], vec![(ORDER, 2000)]),
        (
            Discount::AmountPerPiece(300),
            vec![0, 1],
            vec![(0, 600), (1, 1200)],
        ),
        (Discount::AmountPerPiece(600), vec![1], vec![(1, 2000)]),
        // What costs less than the fixed price stays as it is.
        (
            Discount::FixedPrice(1500),
            vec![0, 1, 2],
            vec![(0, 1000), (2, 2000)],
        ),
        // Seven pieces: three for two, twice. The cheapest two are cups.
        (
            buy_get(2, 1, 10_000, Cheapest, None),
            vec![0, 1, 2],
            vec![(1, 1000)],
        ),
        // Twice means the teapot and a kettle.
        (
            buy_get(2, 1, 10_000, MostExpensive, None),
            vec![0, 1, 2],
            vec![(0, 2000), (2, 3500)],
        ),
        (
            buy_get(2, 1, 10_000, MostExpensive, Some(1)),
            vec![0, 1, 2],
            vec![(2, 3500)],
        ),
        (
            buy_get(1, 1, 5000, Cheapest, None),
            vec![0],
            vec![(0, 1000)],
        ),
        (buy_get(4, 1, 10_000, Cheapest, None), vec![1], vec![]),
        (
            Discount::ShippingPercentage(10_000),
            vec![0],
            vec![(SHIPPING, 600)],
        ),
        (
            Discount::ShippingPercentage(5000),
            vec![0],
            vec![(SHIPPING, 300)],
        ),
        (
            Discount::ShippingAmount(200),
            vec![0],
            vec![(SHIPPING, 200)],
        ),
        (
            Discount::ShippingAmount(2000),
            vec![0],
            vec![(SHIPPING, 600)],
        ),
        (Discount::Gift(1), vec![1], vec![(1, 500)]),
        (Discount::Gift(9), vec![1], vec![(1, 2000)]),
    ] {
        let campaign = Campaign {
            lines: lines.clone(),
            ..campaign(discount)
        };
        let outcome = evaluate(&cart(vec![campaign]));
        assert_eq!(given(&outcome), expected, "{discount:?} of {lines:?}");
    }
}

#[test]
fn no_campaign_gives_more_than_its_maximum() {
    for (discount, expected) in [
        (Discount::Percentage(1000), vec![(ORDER, 800)]),
        (Discount::FixedAmount(900), vec![(ORDER, 800)]),
        (Discount::AmountPerPiece(300), vec![(0, 600), (1, 200)]),
        (Discount::ShippingPercentage(10_000), vec![(SHIPPING, 600)]),
    ] {
        let campaign = Campaign {
            maximum: Some(800),
            ..campaign(discount)
        };
        let outcome = evaluate(&cart(vec![campaign]));
        assert_eq!(given(&outcome), expected, "{discount:?}");
    }
}

#[test]
fn each_takes_from_what_those_before_it_left() {
    // Half of the cups first (they are dearer to the shop), then 10 % of 85.00, then 5.00.
    let cups = Campaign {
        lines: vec![1],
        group: CampaignGroup::Catalog,
        ..campaign(Discount::Percentage(5000))
    };
    let ten = campaign(Discount::Percentage(1000));
    let five = Campaign {
        priority: -1,
        ..campaign(Discount::FixedAmount(500))
    };
    let outcome = evaluate(&cart(vec![five, ten, cups]));
    assert_eq!(given(&outcome), [(ORDER, 1000), (ORDER, 850), (ORDER, 500)]);
    let causes = outcome.adjustments.iter().map(|a| a.cause);
    let order = causes.map(|cause| match cause {
        Cause::Campaign(index) => index,
        Cause::Rule(_) => panic!("the engine has no rules"),
    });
    assert_eq!(order.collect::<Vec<_>>(), [2, 1, 0]);
}

#[test]
fn of_a_lane_the_best_one_is_applied() {
    let in_lane = |discount, coupon| Campaign {
        lane: Some(7),
        coupon,
        ..campaign(discount)
    };
    let outcome = evaluate(&cart(vec![
        in_lane(Discount::FixedAmount(900), None),
        in_lane(Discount::Percentage(1000), Some(0)),
        in_lane(Discount::FixedAmount(949), Some(1)),
        campaign(Discount::ShippingAmount(100)),
    ]));

    assert_eq!(given(&outcome), [(ORDER, 950), (SHIPPING, 100)]);
    let refused: Vec<_> = outcome
        .refused
        .iter()
        .map(|r| (r.coupon, r.reason))
        .collect();
    assert_eq!(refused, [(1, Refusal::Outbid)]);
    let choice = outcome.choice.unwrap();
    assert_eq!((choice.candidates, choice.exact), (4, true));
}

#[test]
fn the_largest_of_each_lane_is_not_always_the_best_together() {
    // Alone the kettles' fixed price gives 20.00 and their half 20.00 too; the teapot's own
    // campaign shares its lane with the half. 20.00 + 10.00 beats 20.00.
    let kettles = Campaign {
        lines: vec![0],
        ..campaign(Discount::FixedPrice(1000))
    };
    let half = Campaign {
        lines: vec![0],
        lane: Some(1),
        ..campaign(Discount::Percentage(5100))
    };
    let teapot = Campaign {
        lines: vec![2],
        lane: Some(1),
        ..campaign(Discount::FixedAmount(1900))
    };
    let outcome = evaluate(&cart(vec![kettles, half, teapot]));
    // Half of what is left of the kettles would be 10.20; the teapot gives 19.00.
    assert_eq!(given(&outcome), [(0, 2000), (ORDER, 1900)]);
}

#[test]
fn a_coupon_that_gives_nothing_is_told_why() {
    let with = |coupon, refused| Campaign {
        coupon: Some(coupon),
        refused,
        ..campaign(Discount::FixedAmount(100))
    };
    for (campaigns, reason) in [
        (vec![], Refusal::Unknown),
        (vec![with(0, Some(Refusal::Expired))], Refusal::Expired),
        (
            vec![Campaign {
                maximum: Some(0),
                ..with(0, None)
            }],
            Refusal::NoEffect,
        ),
    ] {
        let mut cart = cart(campaigns);
        cart.coupons.truncate(1);
        let outcome = evaluate(&cart);
        assert!(outcome.adjustments.is_empty(), "{reason:?}");
        assert_eq!(outcome.refused[0].reason, reason);
    }
}

#[test]
fn many_campaigns_are_met_by_the_heuristic_and_it_says_so() {
    for (count, is_exact) in [(10, true), (30, false)] {
        let mut cart = cart(
            (0..count)
                .map(|n| campaign(Discount::FixedAmount(n + 1)))
                .collect(),
        );
        cart.lines = vec![line(1, 1000); 200];
        for campaign in &mut cart.campaigns {
            campaign.lines = (0..200).collect();
        }
        let outcome = evaluate(&cart);
        let choice = outcome.choice.unwrap();
        assert_eq!(choice.exact, is_exact, "{count}");
        assert_eq!(u64::from(choice.candidates), count);
        // They do not get in each other's way: both find all.
        let sum: u64 = outcome.adjustments.iter().map(|a| a.amount).sum();
        assert_eq!(sum, count * (count + 1) / 2);
    }
}
