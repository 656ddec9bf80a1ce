//! What one piece costs, and why.

use super::*;
use crate::quote::StepKind::{Conversion, List, Segment, Tier, Vip, Warehouse};

/// One line of MUGs in USD with these prices.
fn cart(quantity: i64, prices: Vec<Price>) -> Context {
    let mut context = context("USD", "0", &[(quantity, 0)]);
    context.lines[0].prices = prices;
    context
}

fn usd(amount_minor: i64) -> Price {
    price(currency("USD"), amount_minor)
}

fn from(min_quantity: i64, amount_minor: i64) -> Price {
    Price {
        min_quantity,
        ..usd(amount_minor)
    }
}

fn gold(price: Price) -> Price {
    Price {
        vip_level: Some("gold".into()),
        ..price
    }
}

fn staff(price: Price) -> Price {
    Price {
        segment: Some("staff".into()),
        ..price
    }
}

fn north(price: Price) -> Price {
    Price {
        warehouse: Some("NORTH".into()),
        ..price
    }
}

/// The steps of the goods: everything before shipping.
fn goods(quote: &Quote) -> Vec<(StepKind, &str, i64, i64)> {
    let mut steps = steps(quote);
    steps.retain(|(kind, ..)| *kind != StepKind::Shipping);
    steps
}

#[test]
fn the_lowest_price_of_all_audiences_counts() {
    // Prices, quantity; unit price and steps.
    for (prices, quantity, expected) in [
        (vec![usd(1250)], 1, vec![(List, "", 1250, 1250)]),
        (
            vec![gold(usd(1100)), usd(1250)],
            1,
            vec![(List, "", 1250, 1250), (Vip, "gold", 1250, 1100)],
        ),
        (
            vec![gold(usd(1100)), staff(usd(1050)), usd(1250)],
            1,
            vec![(List, "", 1250, 1250), (Segment, "staff", 1250, 1050)],
        ),
        // A tie is everyone's.
        (
            vec![gold(usd(1250)), usd(1250)],
            1,
            vec![(List, "", 1250, 1250)],
        ),
        // A level that would pay more pays what everyone pays.
        (
            vec![gold(usd(1300)), usd(1250)],
            1,
            vec![(List, "", 1250, 1250)],
        ),
        (
            vec![usd(1250), from(10, 1200), from(20, 1100)],
            19,
            vec![(List, "", 1250, 1250), (Tier, "", 1250, 1200)],
        ),
        (
            vec![
                usd(1250),
                from(10, 1200),
                gold(usd(1150)),
                gold(from(10, 1000)),
            ],
            10,
            vec![
                (List, "", 1250, 1250),
                (Vip, "gold", 1250, 1150),
                (Tier, "", 1150, 1000),
            ],
        ),
        // Only a level's price, for those who have it.
        (
            vec![gold(usd(900))],
            1,
            vec![(List, "", 900, 900), (Vip, "gold", 900, 900)],
        ),
    ] {
        let quote = plain(&cart(quantity, prices.clone()));
        assert_eq!(goods(&quote), expected, "{quantity} of {prices:?}");
        let unit_price = expected.last().unwrap().3;
        assert_eq!(quote.lines[0].unit_price_minor, unit_price);
        assert_eq!(quote.subtotal_minor, quantity * unit_price);
    }
}

#[test]
fn a_warehouse_marks_up_or_has_a_price_of_its_own() {
    let mut context = cart(1, vec![usd(1250)]);
    context.lines[0].warehouse = Some("NORTH".into());
    context.lines[0].markup = "0.05".parse().unwrap();

    // 1250 * 1.05 = 1312.5, half to even.
    let marked_up = plain(&context);
    assert_eq!(
        goods(&marked_up),
        [(List, "", 1250, 1250), (Warehouse, "NORTH", 1250, 1312)]
    );
    context.rounding = Rounding::HalfUp;
    assert_eq!(plain(&context).lines[0].unit_price_minor, 1313);

    // Its own price replaces the general one, also a higher one, and is not marked up.
    context.lines[0].prices = vec![usd(1250), north(usd(1299))];
    let own = plain(&context);
    assert_eq!(
        goods(&own),
        [(List, "", 1250, 1250), (Warehouse, "NORTH", 1250, 1299)]
    );

    // Of its own tier only: ten pieces have a general price, marked up to 1155.
    context.lines[0].quantity = 10;
    context.lines[0].prices.push(from(10, 1100));
    assert_eq!(
        goods(&plain(&context)),
        [
            (List, "", 1250, 1250),
            (Tier, "", 1250, 1100),
            (Warehouse, "NORTH", 1100, 1155)
        ]
    );

    // Another warehouse's price is none.
    context.lines[0].warehouse = Some("SOUTH".into());
    context.lines[0].markup = rust_decimal::Decimal::ZERO;
    context.lines[0].prices = vec![north(usd(1299))];
    assert_eq!(
        quote(&context, Ok(Outcome::default())),
        Err(Unpriced::NotSold {
            sku: "SKU-0".into()
        })
    );
}

#[test]
fn all_lines_of_a_sku_count_for_the_tier() {
    let mut context = context("USD", "0", &[(6, 0), (4, 0)]);
    for line in &mut context.lines {
        line.sku = "MUG".into();
        line.prices = vec![usd(1250), from(10, 1200)];
    }

    let quote = plain(&context);

    assert_eq!(quote.subtotal_minor, 12_000);
}

#[test]
fn the_carts_currency_then_the_tenants_then_any_is_converted() {
    let in_currency = |code, amount| price(currency(code), amount);
    let all = vec![
        in_currency("EUR", 1000),
        in_currency("GBP", 900),
        in_currency("VND", 250_000),
        in_currency("USD", 1250),
    ];
    let mut context = cart(1, all);
    context.base_currency = currency("VND");
    context.rates = vec![
        rate("EUR", "USD", "1.1"),
        rate("USD", "VND", "25000"),
        rate("GBP", "USD", "1.3"),
    ];
    context.campaigns.clear();
    context.shipping_method = None;
    assert_eq!(plain(&context).subtotal_minor, 1250, "its own");

    context.lines[0].prices.pop();
    let quote = plain(&context);
    // 250,000 VND / 25,000 = 10.00 USD, by the rate of the opposite direction.
    assert_eq!(
        goods(&quote),
        [
            (List, "", 250_000, 250_000),
            (Conversion, "USD/VND", 250_000, 1000)
        ]
    );
    let step = &quote.explanation.steps[1];
    assert_eq!(step.before_currency, Some(currency("VND")));
    assert_eq!(step.currency, currency("USD"));
    assert!(step.inverse);
    assert_eq!(step.rate, Some(25_000.into()));
    assert_eq!(step.source.as_deref(), Some("ECB"));
    assert_eq!(step.valid_from.as_deref(), Some("2026-11-20T00:00:00.000Z"));

    // The direct rate goes before the opposite one.
    context.rates.push(rate("VND", "USD", "0.00005"));
    assert_eq!(
        plain(&context).subtotal_minor,
        1250,
        "250,000 * 0.00005 = 12.50"
    );

    // Without a rate for the tenant's, the first by code that has one: EUR before GBP.
    context
        .rates
        .retain(|rate| rate.base != currency("VND") && rate.quote != currency("VND"));
    assert_eq!(plain(&context).subtotal_minor, 1100);

    context.rates.clear();
    assert_eq!(
        quote_of(&context),
        Err(Unpriced::NotSold {
            sku: "SKU-0".into()
        })
    );
}

fn quote_of(context: &Context) -> Result<Quote, Unpriced> {
    super::quote(context, Ok(Outcome::default()))
}

#[test]
fn the_price_that_began_last_counts() {
    let begun = |valid_from, amount| Price {
        valid_from,
        ..usd(amount)
    };
    let quote = plain(&cart(
        1,
        vec![
            begun(Some(200), 1400),
            begun(None, 1250),
            begun(Some(100), 1000),
        ],
    ));
    assert_eq!(quote.subtotal_minor, 1400);
}

#[test]
fn a_context_is_read_as_sql_writes_it() {
    // A price and a campaign without optional parts, and text for numbers that are no integers.
    let written = r#"{
        "tenant": "demo", "currency": "USD", "base_currency": "USD", "rounding": "half_up",
        "prices_include_tax": false, "policy": "skip", "at": 0,
        "destination": {"country": "US", "region": ""}, "customer": null,
        "lines": [{
            "line_id": "00000000-0000-4000-8000-000000000001", "sku": "MUG", "name": "Mug",
            "product_id": "00000000-0000-4000-8000-000000000002",
            "variant_id": "00000000-0000-4000-8000-000000000003", "categories": [],
            "quantity": 2, "prices": [{"amount_minor": 1250, "currency": "USD", "min_quantity": 1}],
            "tax_rate": "0.080000", "weight_grams": 0, "available": 5, "warehouse": null,
            "markup": "0.000000"
        }],
        "rates": [], "shipping_tax_rate": "0", "shipping_method": null, "shipping_methods": [],
        "coupons": ["FREESHIP"],
        "campaigns": [{
            "id": "00000000-0000-4000-8000-000000000202", "name": "Free", "kind": "free_shipping",
            "campaign_type": "cart", "coupon_code": "FREESHIP", "minimum_minor": 5000,
            "minimum_quantity": 0, "covers": {}, "excludes": {"skus": ["MUG"]}, "segments": [],
            "vip_levels": [], "first_order": false, "signed_in": false, "priority": 0
        }, {
            "id": "00000000-0000-4000-8000-000000000203", "name": "More", "kind": "tiered",
            "campaign_type": "catalog", "tier_basis": "quantity", "coupon_code": "MANY",
            "tiers": [{"from": 10, "percentage": "2.50"}, {"from": 20, "amount_minor": 500}]
        }]
    }"#;

    let context: Context = serde_json::from_str(written).unwrap();
    let again: Context = serde_json::from_str(&serde_json::to_string(&context).unwrap()).unwrap();

    assert_eq!(again.lines[0].tax_rate, "0.08".parse().unwrap());
    assert_eq!(again.campaigns[0].discount, Discount::FreeShipping);
    assert_eq!(again.campaigns[0].excludes.skus, ["MUG"]);
    let tier = |from, reduction| DiscountTier { from, reduction };
    let expected = Discount::Tiered {
        tier_basis: TierBasis::Quantity,
        tiers: vec![
            tier(10, Reduction::Percentage("2.5".parse().unwrap())),
            tier(20, Reduction::AmountMinor(500)),
        ],
    };
    assert_eq!(again.campaigns[1].discount, expected);
    assert_eq!(plain(&again).total_minor, 2700);
}

#[test]
fn a_table_of_quantities_skips_what_changes_nothing() {
    let mut context = cart(
        3,
        vec![
            from(20, 1100),
            usd(1250),
            from(10, 1200),
            gold(from(10, 1100)),
        ],
    );
    let prices = variant_prices(&context).unwrap();
    let tier = |from_quantity, unit_price_minor| crate::quote::Tier {
        from_quantity,
        unit_price_minor,
    };
    // Gold pays 11.00 from 10 on; from 20 on everyone does.
    assert_eq!(prices[0].tiers, [tier(1, 1250), tier(10, 1100)]);
    assert_eq!(prices[0].price.as_ref().unwrap().subtotal_minor, 3750);

    context.lines[0]
        .prices
        .retain(|price| price.min_quantity > 3);
    let prices = variant_prices(&context).unwrap();
    assert!(prices[0].price.is_none());
    assert_eq!(prices[0].tiers, [tier(10, 1100)]);
}
