//! Quotes worked out by hand, and the laws that hold for every cart.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::Currency;
use crate::promotion::{Adjustment, Outcome, Refusal, Target};

fn context(currency: &str, tax_rate: &str, lines: &[(i64, i64)]) -> Context {
    Context {
        tenant: "demo".to_owned(),
        currency: Currency::from_code(currency).unwrap(),
        tax_rate: tax_rate.parse().unwrap(),
        policy: Policy::Skip,
        at: 0,
        customer: None,
        lines: lines
            .iter()
            .enumerate()
            .map(|(index, &(quantity, unit_price))| Line {
                line_id: Uuid::from_u128(index as u128),
                sku: format!("SKU-{index}"),
                product_id: Uuid::nil(),
                variant_id: Uuid::nil(),
                name: String::new(),
                categories: Vec::new(),
                quantity,
                unit_price_minor: Some(unit_price),
                available: 0,
                warehouse: None,
            })
            .collect(),
        shipping: Some(Shipping {
            code: "S".into(),
            name: "S".into(),
            amount_minor: 500,
        }),
        coupons: vec!["SUMMER10".into()],
        campaigns: vec![campaign(None)],
    }
}

fn campaign(maximum_minor: Option<i64>) -> Campaign {
    Campaign {
        id: Uuid::from_u128(7),
        name: "Summer".into(),
        coupon_code: Some("SUMMER10".into()),
        kind: CampaignKind::Percentage,
        percentage: Some(10.into()),
        amount_minor: None,
        minimum_minor: 0,
        maximum_minor,
        uses_left: None,
        starts_at: None,
        ends_at: None,
    }
}

fn proposal(adjustments: &[(usize, Target, u64)]) -> Outcome {
    Outcome {
        adjustments: adjustments
            .iter()
            .map(|&(campaign, target, amount_minor)| Adjustment {
                campaign,
                target,
                amount_minor,
            })
            .collect(),
        refused: Vec::new(),
    }
}

#[test]
fn a_cart_with_a_coupon_adds_up() {
    // 2 x 12.50 + 1 x 89.95 = 114.95; 10 % = 11.50 (half to even of 11.495);
    // spread 2.50 / 9.00; tax 8 %: 22.50 -> 1.80, 80.95 -> 6.48 (6.476).
    let context = context("USD", "0.08", &[(2, 1250), (1, 8995)]);

    let quote = quote(&context, Ok(proposal(&[(0, Target::Order, 1150)]))).unwrap();

    assert_eq!(quote.subtotal_minor, 11_495);
    assert_eq!(
        quote
            .lines
            .iter()
            .map(|l| l.discount_minor)
            .collect::<Vec<_>>(),
        [250, 900]
    );
    assert_eq!(
        quote.lines.iter().map(|l| l.tax_minor).collect::<Vec<_>>(),
        [180, 648]
    );
    assert_eq!(quote.total_minor, 11_495 - 1150 + 500 + 828);
    assert_eq!(
        quote.coupons,
        [CouponState {
            code: "SUMMER10".into(),
            refused: None
        }]
    );
    assert_eq!(quote.uses[0].amount_minor, 1150);
}

#[test]
fn a_context_is_read_as_sql_writes_it() {
    // Of a campaign without a percentage, and numbers as text where they are no integers.
    let written = r#"{
        "tenant": "demo", "currency": "USD", "tax_rate": "0.080000", "policy": "skip", "at": 0,
        "customer": null, "lines": [], "shipping": null, "coupons": ["FREESHIP"],
        "campaigns": [{
            "id": "00000000-0000-4000-8000-000000000202", "name": "Free", "kind": "free_shipping",
            "coupon_code": "FREESHIP", "percentage": null, "amount_minor": null,
            "minimum_minor": 5000, "maximum_minor": null, "uses_left": null,
            "starts_at": null, "ends_at": null
        }]
    }"#;

    let context: Context = serde_json::from_str(written).unwrap();
    let again: Context = serde_json::from_str(&serde_json::to_string(&context).unwrap()).unwrap();

    assert_eq!(context.tax_rate, "0.08".parse().unwrap());
    assert_eq!(again.campaigns[0].percentage, None);
}

#[test]
fn nothing_a_component_says_takes_more_than_there_is() {
    for (adjustments, maximum, discount, what) in [
        (
            vec![(0, Target::Order, u64::MAX)],
            None,
            2000,
            "the whole order, not more",
        ),
        (
            vec![(0, Target::Line(0), 5000)],
            None,
            1000,
            "the whole line, not more",
        ),
        (vec![(0, Target::Line(9), 5000)], None, 0, "no such line"),
        (vec![(3, Target::Order, 5000)], None, 0, "no such campaign"),
        (
            vec![(0, Target::Shipping, 9999)],
            None,
            500,
            "what shipping costs",
        ),
        (vec![(0, Target::Order, 900)], Some(300), 300, "its cap"),
        (
            vec![(0, Target::Line(0), 200); 3],
            Some(300),
            300,
            "its cap, taken in pieces",
        ),
        (vec![(0, Target::Order, 1500); 2], None, 2000, "once only"),
    ] {
        let mut context = context("USD", "0", &[(1, 1000), (1, 1000)]);
        context.campaigns = vec![campaign(maximum)];

        let quote = quote(&context, Ok(proposal(&adjustments))).unwrap();

        assert_eq!(quote.discount_minor, discount, "{what}");
        assert!(
            quote
                .lines
                .iter()
                .all(|l| l.discount_minor <= l.subtotal_minor),
            "{what}"
        );
    }
}

#[test]
fn a_used_up_campaign_gives_nothing_whatever_the_component_says() {
    let mut context = context("USD", "0", &[(1, 1000)]);
    context.campaigns[0].uses_left = Some(0);
    let mut proposal = proposal(&[(0, Target::Order, 100)]);
    proposal.refused = vec![(0, Refusal::UsedUp)];

    let quote = quote(&context, Ok(proposal)).unwrap();

    assert_eq!(quote.discount_minor, 0);
    assert_eq!(quote.coupons[0].refused, Some(Refusal::UsedUp));
    assert_eq!(quote.explanation.steps[0].clamped_from_minor, Some(100));
}

#[test]
fn a_failed_component_is_met_by_the_policy() {
    let mut context = context("USD", "0", &[(1, 1000)]);

    let skipped = quote(&context, Err(Failure::Aborted)).unwrap();
    assert_eq!(
        (
            skipped.discount_minor,
            skipped.explanation.promotion_failure
        ),
        (0, Some(Failure::Aborted))
    );

    context.policy = Policy::Refuse;
    assert_eq!(
        quote(&context, Err(Failure::Aborted)),
        Err(Unpriced::PromotionsUnavailable)
    );
}

#[test]
fn what_is_not_sold_or_too_large_has_no_price() {
    let mut unsold = context("USD", "0", &[(1, 1000)]);
    unsold.lines[0].unit_price_minor = None;
    assert_eq!(
        quote(&unsold, Ok(Outcome::default())),
        Err(Unpriced::NotSold {
            sku: "SKU-0".into()
        })
    );

    for lines in [
        vec![(9999, i64::MAX / 2)],
        vec![(1, i64::MAX), (1, 1)],
        vec![(1, i64::MAX)],
    ] {
        let context = context("USD", "0.08", &lines);
        assert_eq!(
            quote(&context, Ok(Outcome::default())),
            Err(Unpriced::TooLarge),
            "{lines:?}"
        );
    }
}

proptest! {
    #[test]
    fn every_cart_adds_up(
        currency in prop::sample::select(vec!["USD", "VND", "KWD"]),
        lines in prop::collection::vec((1_i64..=9999, 0_i64..10_000_000), 0..200),
        adjustments in prop::collection::vec(
            (0_usize..3, prop_oneof![
                Just(Target::Order), Just(Target::Shipping), (0_usize..250).prop_map(Target::Line),
            ], 0_u64..100_000_000), 0..20),
        tax in 0_i64..500_000,
    ) {
        let rate = rust_decimal::Decimal::new(tax, 6).to_string();
        let context = context(currency, &rate, &lines);

        let quote = quote(&context, Ok(proposal(&adjustments))).unwrap();

        let of_lines: i64 = quote.lines.iter()
            .map(|l| l.subtotal_minor - l.discount_minor + l.tax_minor).sum();
        let shipping_discount =
            quote.discount_minor - quote.lines.iter().map(|l| l.discount_minor).sum::<i64>();
        prop_assert_eq!(quote.total_minor, of_lines + quote.shipping_minor - shipping_discount);
        prop_assert_eq!(quote.discount_minor, quote.uses.iter().map(|u| u.amount_minor).sum::<i64>());
        prop_assert!((0..=quote.shipping_minor).contains(&shipping_discount));
        for line in &quote.lines {
            prop_assert!((0..=line.subtotal_minor).contains(&line.discount_minor));
            prop_assert!(line.tax_minor >= 0);
        }
    }
}
