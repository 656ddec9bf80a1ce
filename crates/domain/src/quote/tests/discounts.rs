//! What promotions take off, and what they cannot.

use super::*;
use crate::promotion::{Failure, Refusal};

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
    assert_eq!(quote.explanation.steps[1].clamped_from_minor, Some(100));
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
    unsold.lines[0].prices.clear();
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

#[test]
fn a_campaign_for_others_gives_nothing_whatever_the_component_says() {
    let mut context = context("USD", "0", &[(1, 1000)]);
    context.campaigns[0].vip_levels = vec!["gold".into()];
    context.customer = Some(Customer {
        id: Uuid::nil(),
        vip_level: Some("silver".into()),
        segments: vec!["gold".into()],
        orders_placed: 0,
    });
    let proposal = proposal(&[(0, Target::Order, 100)]);
    assert_eq!(
        quote(&context, Ok(proposal.clone()))
            .unwrap()
            .discount_minor,
        0
    );

    let gold = context.customer.as_mut().unwrap();
    gold.vip_level = Some("gold".into());
    assert_eq!(quote(&context, Ok(proposal)).unwrap().discount_minor, 100);
}

#[test]
fn amounts_of_campaigns_are_those_of_the_carts_currency() {
    // Minimum 20.00, at most 3.00, in USD; one USD is 0.3075 KWD: 6.150 and 0.922 (0.9225 exactly).
    let mut context = context("KWD", "0", &[(1, 10_000)]);
    context.base_currency = currency("USD");
    context.rates = vec![rate("USD", "KWD", "0.3075")];
    context.campaigns[0].minimum_minor = 2000;
    context.campaigns[0].maximum_minor = Some(300);

    let basis = Basis::new(&context).unwrap();
    let campaign = &basis.candidates[0].campaign;
    assert_eq!(
        (campaign.minimum_minor, campaign.maximum_minor),
        (6150, Some(922))
    );
    let quote = basis
        .quote(Ok(proposal(&[(0, Target::Order, 5000)])))
        .unwrap();
    assert_eq!(quote.discount_minor, 922);

    // Without a rate it cannot be evaluated, and nobody gets anything; the goods have their price.
    context.rates.clear();
    context.shipping_method = None;
    let quote = super::quote(&context, Ok(proposal(&[(0, Target::Order, 5000)]))).unwrap();
    assert_eq!((quote.discount_minor, quote.total_minor), (0, 10_000));
    assert_eq!(quote.coupons[0].refused, Some(Refusal::NoEffect));
}
