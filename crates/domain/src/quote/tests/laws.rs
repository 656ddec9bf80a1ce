//! What is true of every cart.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

/// Exponents 0, 2 and 3.
const CURRENCIES: [&str; 6] = ["VND", "JPY", "USD", "THB", "KWD", "BHD"];

fn modes() -> impl Strategy<Value = Rounding> {
    prop::sample::select(vec![
        Rounding::HalfEven,
        Rounding::HalfUp,
        Rounding::HalfDown,
    ])
}

/// Prices of one sku in any currency, tier and audience, from here or anywhere.
fn prices() -> impl Strategy<Value = Vec<Price>> {
    let row = (
        0_i64..10_000_000,
        prop::sample::select(CURRENCIES.to_vec()),
        prop::sample::select(vec![1_i64, 2, 5, 10, 100]),
        0_u8..4,
        any::<bool>(),
        prop::option::of(0_i64..3),
    );
    let row = row.prop_map(
        |(amount, code, min_quantity, audience, here, valid_from)| Price {
            min_quantity,
            segment: (audience == 1).then(|| "staff".to_owned()),
            vip_level: (audience == 2).then(|| "gold".to_owned()),
            warehouse: here.then(|| "NORTH".to_owned()),
            valid_from,
            ..price(currency(code), amount)
        },
    );
    prop::collection::vec(row, 1..12)
}

prop_compose! {
    /// Carts of up to 40 lines, some with the same sku, in a shop with a rate for every currency.
    fn carts()(
        code in prop::sample::select(CURRENCIES.to_vec()),
        base in prop::sample::select(CURRENCIES.to_vec()),
        rounding in modes(),
        prices_include_tax in any::<bool>(),
        lines in prop::collection::vec((1_i64..=999, prices(), 0_i64..300_000, -200_000_i64..200_000), 0..40),
        rates in prop::collection::vec(1_i64..100_000_000, 6),
        shipping_tax in 0_i64..300_000,
        limits in prop::collection::vec(limits(), 3),
    ) -> Context {
        let quantities: Vec<(i64, i64)> = lines.iter().map(|line| (line.0, 0)).collect();
        let mut context = context(code, "0", &quantities);
        context.base_currency = currency(base);
        context.rounding = rounding;
        context.prices_include_tax = prices_include_tax;
        context.shipping_tax_rate = Decimal::new(shipping_tax, 6);
        context.campaigns = vec![campaign(None), campaign(Some(1000)), campaign(None)];
        for ((index, campaign), limits) in context.campaigns.iter_mut().enumerate().zip(limits) {
            campaign.id = Uuid::from_u128(index as u128);
            campaign.maximum_minor = campaign.maximum_minor.or(limits.0);
            campaign.budget_left_minor = limits.1;
            campaign.uses_left = limits.2;
            campaign.lane = limits.3.then(|| "main".to_owned());
            campaign.covers.skus = limits.4.map(|sku| format!("SKU-{sku}")).into_iter().collect();
            campaign.minimum_minor = limits.5;
        }
        for (index, (line, (_, prices, tax, markup))) in context.lines.iter_mut().zip(lines).enumerate() {
            // Always one that everyone can have, so that the cart has a price; often converted.
            line.prices = prices;
            line.prices.push(price(currency(if index % 2 == 0 { code } else { base }), 1999));
            line.tax_rate = Decimal::new(tax, 6);
            line.markup = Decimal::new(markup, 6);
            line.warehouse = Some("NORTH".to_owned());
            line.sku = format!("SKU-{}", index / 2);
        }
        context.rates = CURRENCIES.iter().zip(rates)
            .filter(|(other, _)| **other != code)
            .map(|(other, worth)| rate(other, code, &Decimal::new(worth, 5).to_string()))
            .collect();
        context
    }
}

/// Cap, what is left of the budget and of uses, whether in a lane, what is covered, the minimum.
type Limits = (
    Option<i64>,
    Option<i64>,
    Option<i64>,
    bool,
    Option<u32>,
    i64,
);

fn limits() -> impl Strategy<Value = Limits> {
    (
        prop::option::of(0_i64..5_000_000),
        prop::option::of(0_i64..5_000_000),
        prop::option::of(0_i64..2),
        any::<bool>(),
        prop::option::of(0_u32..20),
        prop::sample::select(vec![0, 0, 1_000_000]),
    )
}

fn adjustments() -> impl Strategy<Value = Vec<(usize, Target, u64)>> {
    let target = prop_oneof![
        Just(Target::Order),
        Just(Target::Shipping),
        (0_usize..50).prop_map(Target::Line),
    ];
    prop::collection::vec((0_usize..4, target, 0_u64..100_000_000), 0..20)
}

proptest! {
    #[test]
    fn every_cart_adds_up(context in carts(), adjustments in adjustments()) {
        let quote = quote(&context, Ok(proposal(&adjustments))).unwrap();

        let sum = |of: fn(&PricedLine) -> i64| quote.lines.iter().map(of).sum::<i64>();
        let shipping_discount = quote.discount_minor - sum(|line| line.discount_minor);
        let tax = sum(|line| line.tax_minor) + quote.shipping_tax_minor;
        let added = if context.prices_include_tax { 0 } else { tax };
        prop_assert_eq!(quote.tax_minor, tax);
        prop_assert_eq!(quote.subtotal_minor, sum(|line| line.subtotal_minor));
        prop_assert_eq!(
            quote.total_minor,
            sum(|line| line.subtotal_minor - line.discount_minor)
                + quote.shipping_minor - shipping_discount + added
        );
        prop_assert_eq!(quote.discount_minor, quote.uses.iter().map(|u| u.amount_minor).sum::<i64>());
        prop_assert!((0..=quote.shipping_minor).contains(&shipping_discount));
        prop_assert!(quote.total_minor >= 0);
        for line in &quote.lines {
            prop_assert_eq!(line.subtotal_minor, line.unit_price_minor * line.quantity);
            prop_assert!((0..=line.subtotal_minor).contains(&line.discount_minor));
            let taxed = line.subtotal_minor - line.discount_minor;
            prop_assert!((0..=taxed.max(1)).contains(&line.tax_minor));
        }
        // The steps of a line end at its unit price.
        for line in &quote.lines {
            let last = quote.explanation.steps.iter().rfind(|step| {
                step.line_id == Some(line.line_id) && step.kind != StepKind::Discount
            });
            prop_assert_eq!(last.map(|step| step.after_minor), Some(line.unit_price_minor));
        }
    }

    #[test]
    fn limits_hold_whatever_a_component_says(context in carts(), adjustments in adjustments()) {
        let quote = quote(&context, Ok(proposal(&adjustments))).unwrap();

        let basis = Basis::new(&context).unwrap();
        let mut covered = vec![0_i64; quote.lines.len()];
        for given in &quote.uses {
            let original = context.campaigns.iter().find(|c| c.id == given.campaign_id).unwrap();
            let candidate = basis.candidates.iter().find(|c| c.campaign.id == original.id).unwrap();
            let campaign = &candidate.campaign;
            prop_assert!(original.uses_left != Some(0));
            prop_assert!(campaign.maximum_minor.is_none_or(|most| given.amount_minor <= most));
            prop_assert!(campaign.budget_left_minor.is_none_or(|most| given.amount_minor <= most));
            let base = given.base_minor.unwrap_or(0);
            prop_assert!(original.budget_left_minor.is_none_or(|most| base <= most));
            for &line in &candidate.lines {
                covered[line] += given.amount_minor;
            }
            let of_lines = candidate.lines.iter().map(|&line| quote.lines[line].subtotal_minor);
            prop_assert!(of_lines.sum::<i64>() >= campaign.minimum_minor);
        }
        for (line, most) in quote.lines.iter().zip(covered) {
            prop_assert!(line.discount_minor <= most);
        }
        let lanes = quote.uses.iter().filter(|given| {
            context.campaigns.iter().any(|c| c.id == given.campaign_id && c.lane.is_some())
        });
        prop_assert!(lanes.count() <= 1);
    }

    #[test]
    fn the_order_of_rows_never_changes_a_price(
        context in carts(),
        adjustments in adjustments(),
        seed in any::<u64>(),
    ) {
        let mut shuffled = context.clone();
        let mut seed = seed;
        for line in &mut shuffled.lines {
            shuffle(&mut line.prices, &mut seed);
        }
        shuffle(&mut shuffled.rates, &mut seed);
        shuffle(&mut shuffled.campaigns, &mut seed);

        prop_assert_eq!(
            quote(&context, Ok(proposal(&adjustments))),
            quote(&shuffled, Ok(proposal(&adjustments)))
        );
    }

    #[test]
    fn more_of_the_same_tier_never_costs_less(context in carts(), more in 1_i64..100) {
        let mut larger = context.clone();
        // No tier but the first, so that all quantities are in it.
        for line in larger.lines.iter_mut() {
            line.prices.retain(|price| price.min_quantity == 1);
        }
        let before = plain(&larger);
        for line in larger.lines.iter_mut() {
            line.quantity += more;
        }
        let after = plain(&larger);

        for (before, after) in before.lines.iter().zip(&after.lines) {
            prop_assert_eq!(before.unit_price_minor, after.unit_price_minor);
            prop_assert!(before.subtotal_minor <= after.subtotal_minor);
            prop_assert!(before.tax_minor <= after.tax_minor);
        }
        prop_assert!(before.total_minor <= after.total_minor);
    }

    #[test]
    fn belonging_to_a_group_never_costs_more(context in carts()) {
        // In one currency: a group may have prices in a currency that everyone has none in.
        let mut member = context;
        for line in &mut member.lines {
            line.prices.retain(|price| price.currency == member.currency);
            line.prices.push(price(member.currency, 1999));
        }
        let mut everyone = member.clone();
        for line in &mut everyone.lines {
            line.prices.retain(|price| price.segment.is_none() && price.vip_level.is_none());
        }
        let (everyone, member) = (plain(&everyone), plain(&member));
        for (everyone, member) in everyone.lines.iter().zip(&member.lines) {
            prop_assert!(member.unit_price_minor <= everyone.unit_price_minor);
        }
    }

    #[test]
    fn converting_and_back_stays_within_one_unit(
        minor in 0_i64..1_000_000_000,
        from in prop::sample::select(CURRENCIES.to_vec()),
        to in prop::sample::select(CURRENCIES.to_vec()),
        worth in 1_000_i64..1_000_000,
        mode in modes(),
    ) {
        let (from, to) = (currency(from), currency(to));
        // Into smaller units: there, what is rounded off is worth less than one unit here.
        let rate = Decimal::from(worth);
        let there = mode.convert(minor, from, to, rate).unwrap();
        let back = mode.convert_back(there, to, from, rate).unwrap();
        prop_assert!((back - minor).abs() <= 1, "{minor} -> {there} -> {back}");
    }
}

/// Fisher and Yates, with a generator good enough for it.
fn shuffle<T>(items: &mut [T], seed: &mut u64) {
    for last in (1..items.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        items.swap(last, usize::try_from(*seed >> 33).unwrap() % (last + 1));
    }
}
