//! The rules as tables: a cart of 115.00 with shipping for 5.00.

use super::*;
use crate::bindings::spindle::promotions::engine::{Customer, Line};

const NOON: u64 = 1_000_000;

fn cart(coupons: &[&str], campaigns: Vec<Campaign>) -> Cart {
    Cart {
        tenant: "demo".into(),
        currency: "USD".into(),
        exponent: 2,
        rounding: Rounding::HalfEven,
        at: NOON,
        customer: None,
        lines: vec![Line {
            sku: "MUG".into(),
            product: "mug".into(),
            categories: Vec::new(),
            quantity: 10,
            unit_price: 1150,
            subtotal: 11_500,
        }],
        shipping: Some(500),
        coupons: coupons.iter().map(|code| (*code).to_owned()).collect(),
        campaigns,
    }
}

fn campaign(coupon: Option<&str>, discount: Discount) -> Campaign {
    Campaign {
        coupon: coupon.map(str::to_owned),
        discount,
        minimum: 0,
        maximum: None,
        uses_left: None,
        segment: None,
        vip_level: None,
        starts_at: None,
        ends_at: None,
    }
}

fn amounts(outcome: &Outcome) -> Vec<u64> {
    outcome.adjustments.iter().map(|a| a.amount).collect()
}

#[test]
fn each_kind_of_discount_takes_what_it_says() {
    for (discount, amount) in [
        (Discount::Percentage(1000), 1150),
        (Discount::Percentage(1), 1),
        (Discount::FixedAmount(700), 700),
        (Discount::FixedAmount(99_999), 11_500),
        (Discount::FreeShipping, 500),
    ] {
        let outcome = evaluate(&cart(&["C"], vec![campaign(Some("C"), discount)]));
        assert_eq!(amounts(&outcome), [amount], "{discount:?}");
    }
}

#[test]
fn campaigns_share_what_there_is() {
    let all = Discount::FixedAmount(11_000);
    let outcome = evaluate(&cart(&[], vec![campaign(None, all), campaign(None, all)]));
    assert_eq!(amounts(&outcome), [11_000, 500]);
}

#[test]
fn a_coupon_is_refused_with_its_reason() {
    let base = || campaign(Some("C"), Discount::Percentage(1000));
    for (campaign, reason) in [
        (
            Campaign {
                starts_at: Some(NOON + 1),
                ..base()
            },
            Refusal::NotYet,
        ),
        (
            Campaign {
                ends_at: Some(NOON),
                ..base()
            },
            Refusal::Expired,
        ),
        (
            Campaign {
                uses_left: Some(0),
                ..base()
            },
            Refusal::UsedUp,
        ),
        (
            Campaign {
                minimum: 11_501,
                ..base()
            },
            Refusal::MinimumNotMet,
        ),
        (
            Campaign {
                maximum: Some(0),
                ..base()
            },
            Refusal::NoEffect,
        ),
        (
            Campaign {
                coupon: Some("D".into()),
                ..base()
            },
            Refusal::Unknown,
        ),
    ] {
        let outcome = evaluate(&cart(&["C"], vec![campaign]));
        assert_eq!(amounts(&outcome), [0_u64; 0], "{reason:?}");
        assert_eq!(
            outcome.refused.iter().map(|r| r.reason).collect::<Vec<_>>(),
            [reason]
        );
    }
}

#[test]
fn a_campaign_with_a_coupon_waits_for_it() {
    let outcome = evaluate(&cart(
        &[],
        vec![campaign(Some("C"), Discount::FreeShipping)],
    ));
    assert!(outcome.adjustments.is_empty() && outcome.refused.is_empty());
}

#[test]
fn a_campaign_is_for_those_it_names() {
    let gold = Customer {
        id: "ada".into(),
        segments: vec!["staff".into()],
        vip_level: Some("gold".into()),
        orders_placed: 0,
    };
    let silver = Customer {
        segments: Vec::new(),
        vip_level: Some("silver".into()),
        ..gold.clone()
    };
    // segment, level; what the gold one of the staff, the silver one and a stranger get.
    for (segment, level, expected) in [
        (None, None, [1150, 1150, 1150]),
        (Some("staff"), None, [1150, 0, 0]),
        (None, Some("gold"), [1150, 0, 0]),
        (None, Some("silver"), [0, 1150, 0]),
        (Some("staff"), Some("silver"), [0, 0, 0]),
    ] {
        let customers = [Some(gold.clone()), Some(silver.clone()), None];
        for (customer, amount) in customers.into_iter().zip(expected) {
            let campaign = Campaign {
                segment: segment.map(str::to_owned),
                vip_level: level.map(str::to_owned),
                ..campaign(Some("C"), Discount::Percentage(1000))
            };
            let outcome = evaluate(&Cart {
                customer,
                ..cart(&["C"], vec![campaign])
            });
            let refused: Vec<Refusal> = outcome.refused.iter().map(|r| r.reason).collect();
            if amount == 0 {
                assert_eq!(refused, [Refusal::NotForYou], "{segment:?} {level:?}");
            } else {
                assert_eq!(amounts(&outcome), [amount], "{segment:?} {level:?}");
            }
        }
    }
}

#[test]
fn half_a_unit_goes_where_the_shop_says() {
    let modes = [Rounding::HalfEven, Rounding::HalfUp, Rounding::HalfDown];
    for (amount, expected) in [
        (5, [0, 1, 0]),
        (15, [2, 2, 1]),
        (25, [2, 3, 2]),
        (26, [3, 3, 3]),
    ] {
        assert_eq!(
            modes.map(|mode| percentage(amount, 1000, mode)),
            expected,
            "10 % of {amount}"
        );
    }
}
