//! Whole quotes: contexts as SQL writes them, this engine, the shop's clamp. What has to be true of
//! every combination of campaigns and coupons.

#[path = "../../../../../components/pricing-rules/src/promotions/words.rs"]
#[expect(dead_code, reason = "failures come from the meter, which is not here")]
mod words;

use domain::quote::{Basis, Context, Quote, StepKind};
use proptest::prelude::*;

use crate::bindings::spindle::promotions::engine;

/// As pricing-rules does it.
fn quote(context: &Context) -> Quote {
    let basis = Basis::new(context).unwrap();
    let proposal = words::outcome(super::evaluate(&words::cart(&basis).unwrap()));
    basis.quote(Ok(proposal)).unwrap()
}

/// Kind and parameters of a discount, as campaigns_json writes them.
fn discounts() -> impl Strategy<Value = serde_json::Value> {
    let percentage = (1_u32..=10_000).prop_map(|hundredths| {
        let exact = rust_decimal::Decimal::new(hundredths.into(), 2);
        exact.to_string()
    });
    let amount = 1_i64..6000;
    let tier = (1_i64..20, 1_u32..100).prop_map(|(from, percentage)| {
        serde_json::json!({ "from": from, "percentage": percentage.to_string() })
    });
    let fixed = (
        prop::sample::select(vec!["fixed_amount", "fixed_price", "shipping_amount"]),
        amount.clone(),
    );
    let share = (
        prop::sample::select(vec!["percentage", "shipping_percentage"]),
        percentage.clone(),
    );
    let buy_get = (
        1..4_u32,
        1..3_u32,
        percentage,
        any::<bool>(),
        prop::option::of(1_u32..3),
    );
    prop_oneof![
        fixed.prop_map(|(kind, minor)| serde_json::json!({ "kind": kind, "amount_minor": minor })),
        share.prop_map(|(kind, of)| serde_json::json!({ "kind": kind, "percentage": of })),
        Just(serde_json::json!({ "kind": "free_shipping" })),
        buy_get.prop_map(|(buy, get, percentage, cheapest, limit)| serde_json::json!({
            "kind": "buy_get", "buy_quantity": buy, "get_quantity": get, "percentage": percentage,
            "pick": if cheapest { "cheapest" } else { "most_expensive" }, "repeat_limit": limit,
        })),
        prop::collection::vec(tier, 1..4).prop_map(|tiers| serde_json::json!({
            "kind": "tiered", "tier_basis": "quantity", "tiers": tiers,
        })),
        (0..4_u32, 1..4_u32).prop_map(|(sku, pieces)| serde_json::json!({
            "kind": "gift", "gift_sku": format!("SKU-{sku}"), "gift_quantity": pieces,
        })),
    ]
}

fn campaigns() -> impl Strategy<Value = serde_json::Value> {
    let conditions = (
        prop::option::of(0..4_u32),
        prop::option::of(0..4_u32),
        0_i64..8000,
        prop::option::of(1_i64..3000),
        prop::option::of(0_i64..2),
        prop::option::of(0_i64..2500),
        prop::option::of(0_i64..2),
    );
    let rest = (
        prop::sample::select(vec!["catalog", "customer", "cart"]),
        prop::option::of(0..4_u32),
        prop::option::of(0..3_u32),
        -2_i32..3,
        0..4_u32,
    );
    (discounts(), conditions, rest).prop_map(|(discount, conditions, rest)| {
        let (covers, excludes, minimum, maximum, uses, budget, of_customer) = conditions;
        let (campaign_type, coupon, lane, priority, audience) = rest;
        let skus = |sku: Option<u32>| match sku {
            Some(sku) => serde_json::json!({ "skus": [format!("SKU-{sku}")] }),
            None => serde_json::json!({}),
        };
        let mut campaign = serde_json::json!({
            "name": "Some", "campaign_type": campaign_type,
            "covers": skus(covers), "excludes": skus(excludes.filter(|sku| *sku == 0)),
            "minimum_minor": minimum, "maximum_minor": maximum, "uses_left": uses,
            "budget_left_minor": budget, "customer_uses_left": of_customer, "signed_in": of_customer.is_some(),
            "coupon_code": coupon.map(|code| format!("CODE{code}")), "priority": priority,
            "lane": lane.map(|lane| format!("lane-{lane}")),
            "segments": if audience == 1 { vec!["staff"] } else { vec![] },
            "vip_levels": if audience == 2 { vec!["gold"] } else { vec![] },
            "first_order": audience == 3,
        });
        let fields = campaign.as_object_mut().unwrap();
        fields.extend(discount.as_object().unwrap().clone());
        campaign
    })
}

prop_compose! {
    fn contexts()(
        lines in prop::collection::vec((1_i64..9, 0_i64..4000, 0..4_u32), 1..8),
        campaigns in prop::collection::vec(campaigns(), 0..14),
        coupons in prop::sample::subsequence(vec!["CODE0", "CODE1", "CODE2", "CODE3", "NOTHING"], 0..=5),
        customer in prop::option::of((any::<bool>(), any::<bool>(), 0..2_u64)),
        shipping in 0_i64..1200,
        rounding in prop::sample::select(vec!["half_even", "half_up", "half_down"]),
        currencies in prop::sample::select(vec![("USD", "USD"), ("KWD", "USD"), ("VND", "USD")]),
    ) -> Context {
        let (currency, base) = currencies;
        let lines: Vec<_> = lines.iter().enumerate().map(|(index, (quantity, price, sku))| serde_json::json!({
            "line_id": uuid::Uuid::from_u128(index as u128), "sku": format!("SKU-{sku}"),
            "product_id": uuid::Uuid::nil(), "variant_id": uuid::Uuid::nil(), "name": "Thing",
            "categories": [], "quantity": quantity, "tax_rate": "0.0825", "weight_grams": 0,
            "available": 9, "warehouse": null, "markup": "0",
            "prices": [{ "amount_minor": price, "currency": currency, "min_quantity": 1 }],
        })).collect();
        let campaigns: Vec<_> = campaigns.into_iter().enumerate().map(|(index, mut campaign)| {
            campaign["id"] = serde_json::json!(uuid::Uuid::from_u128(index as u128 + 1));
            campaign
        })
        // SQL sends those that an entered coupon opens.
        .filter(|campaign| campaign["coupon_code"].as_str().is_none_or(|code| coupons.contains(&code)))
        .collect();
        let rate = |quote: &str, rate: &str| serde_json::json!({
            "base": "USD", "quote": quote, "rate": rate, "source": "ECB", "valid_from": "2026-01-01T00:00:00.000Z",
        });
        serde_json::from_value(serde_json::json!({
            "tenant": "demo", "currency": currency, "base_currency": base, "rounding": rounding,
            "prices_include_tax": false, "policy": "skip", "at": 1000,
            "destination": { "country": "US", "region": "" },
            "customer": customer.map(|(staff, gold, orders)| serde_json::json!({
                "id": uuid::Uuid::nil(), "segments": if staff { vec!["staff"] } else { vec![] },
                "vip_level": gold.then_some("gold"), "orders_placed": orders,
            })),
            "lines": lines, "rates": [rate("KWD", "0.3075"), rate("VND", "25345.5")],
            "shipping_tax_rate": "0", "shipping_method": "S",
            "shipping_methods": [{
                "code": "S", "name": "S", "kind": "flat", "free_from_minor": null,
                "rates": [{ "from_value": 0, "amount_minor": shipping }],
            }],
            "coupons": coupons, "campaigns": campaigns,
        })).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn no_combination_breaks_a_law(context in contexts()) {
        let quote = quote(&context);

        for line in &quote.lines {
            prop_assert!((0..=line.subtotal_minor).contains(&line.discount_minor));
            prop_assert!(line.tax_minor >= 0);
        }
        let of_lines: i64 = quote.lines.iter().map(|line| line.discount_minor).sum();
        prop_assert!((0..=quote.shipping_minor).contains(&(quote.discount_minor - of_lines)));
        prop_assert!(quote.total_minor >= 0);
        let given: i64 = quote.uses.iter().map(|given| given.amount_minor).sum();
        prop_assert_eq!(given, quote.discount_minor);

        let basis = Basis::new(&context).unwrap();
        let mut lanes = Vec::new();
        for given in &quote.uses {
            let campaign = context.campaigns.iter().find(|c| c.id == given.campaign_id).unwrap();
            let candidate = basis.candidates.iter().find(|c| c.campaign.id == campaign.id).unwrap();
            prop_assert!(campaign.is_for(context.customer.as_ref()));
            prop_assert!(campaign.uses_left.is_none_or(|left| left > 0));
            prop_assert!(campaign.customer_uses_left.is_none_or(|left| left > 0));
            prop_assert!(candidate.campaign.maximum_minor.is_none_or(|most| given.amount_minor <= most));
            let base = given.base_minor.unwrap();
            prop_assert!(campaign.budget_left_minor.is_none_or(|left| base <= left));
            prop_assert!(candidate.refused.is_none());
            lanes.extend(campaign.lane.clone());
        }
        let count = lanes.len();
        lanes.sort_unstable();
        lanes.dedup();
        prop_assert_eq!(count, lanes.len());

        // What the engine counted on is what the shop did: nothing had to be cut.
        let cut = quote.explanation.steps.iter().find(|step| step.clamped_from_minor.is_some());
        prop_assert!(cut.is_none(), "{:?}", cut);
        let discounts = quote.explanation.steps.iter().filter(|step| step.kind == StepKind::Discount);
        let of_steps: i64 = discounts.map(|step| step.before_minor - step.after_minor).sum();
        prop_assert_eq!(of_steps, quote.discount_minor);
    }

    #[test]
    fn the_order_of_campaigns_in_the_database_does_not_matter(context in contexts(), seed in any::<u64>()) {
        let mut shuffled = context.clone();
        let mut seed = seed;
        for last in (1..shuffled.campaigns.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.campaigns.swap(last, usize::try_from(seed >> 33).unwrap() % (last + 1));
        }
        prop_assert_eq!(quote(&context), quote(&shuffled));
    }
}
