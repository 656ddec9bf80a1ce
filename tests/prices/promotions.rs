//! Promotions in a public quote: whom they are for, in which currency, and what happens when the
//! component does not answer.

use harness::{MUG, Need, Person, Shop, json};

async fn quote(who: &Person, coupons: &[&str], currency: &str) -> harness::Answer {
    let body = json!({
        "items": [{ "sku": MUG, "quantity": 4 }], "coupons": coupons, "currency": currency,
        "shipping_method": "STANDARD",
    });
    who.post("/api/v1/pricing/quote", body.to_string()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_is_for_those_it_names() {
    let shop = Shop::open().await;
    let gold = shop.customer();
    let body = json!({ "vip_level": "gold", "segments": ["staff"] }).to_string();
    shop.admin()
        .put(&format!("/api/v1/customers/{}", gold.id), body)
        .await
        .ok();
    shop.run(
        "insert into spindle.campaigns (tenant_id, campaign_id, name, coupon_code, kind, amount_minor, segments, vip_levels)
         values ($tenant, '00000000-0000-4000-8000-000000000301', 'Gold', 'GOLD5', 'fixed_amount', 500, '{}', '{gold}'),
                ($tenant, '00000000-0000-4000-8000-000000000302', 'Staff', null, 'fixed_amount', 300, '{staff}', '{}');",
    )
    .await;

    // Goods 50.00. The staff campaign applies by itself.
    let mine = quote(&gold, &["GOLD5"], "USD").await;
    assert!(
        mine.text
            .contains(r#""discount_amount":8.00,"shipping_amount""#),
        "{}",
        mine.text
    );
    assert_eq!(
        mine.ok()["coupons"],
        json!([{ "code": "GOLD5", "applied": true }])
    );

    for other in [shop.customer(), shop.visitor()] {
        let theirs = quote(&other, &["GOLD5"], "USD").await.ok();
        assert_eq!(theirs["discount_amount"], json!(0.0));
        let refused = json!([{ "code": "GOLD5", "applied": false, "reason": "not_for_you" }]);
        assert_eq!(theirs["coupons"], refused);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_of_campaigns_are_converted() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.tenants set sells_in = '{KWD}' where tenant_id = $tenant;
         insert into spindle.exchange_rates (tenant_id, base, quote, valid_from, rate, source)
         values ($tenant, 'USD', 'KWD', '2026-01-01', 0.3075, 'CBK');
         insert into spindle.campaigns
                (tenant_id, campaign_id, name, coupon_code, kind, amount_minor, percentage, minimum_minor, maximum_minor)
         values ($tenant, '00000000-0000-4000-8000-000000000301', 'Five', 'FIVE', 'fixed_amount', 500, null, 5000, null),
                ($tenant, '00000000-0000-4000-8000-000000000302', 'Fifty', 'FIFTY', 'fixed_amount', 500, null, 5001, null);",
    )
    .await;

    let answer = quote(&shop.visitor(), &["FIVE", "FIFTY"], "KWD").await;

    // 12.50 USD = 3.84375 KWD, so 3.844; four are 15.376. 5.00 off is 1.5375, a half, so the even
    // 1.538. The minimum 50.00 is 15.375, which is reached; 50.01 is 15.378075, so 15.378, which
    // is not. Shipping 5.00 is 1.538; tax 8 % of 13.838 = 1.10704, so 1.107.
    // 15.376 - 1.538 + 1.538 + 1.107 = 16.483.
    for part in [
        r#""unit_price":3.844,"subtotal":15.376,"discount_amount":1.538,"tax_amount":1.107"#,
        r#""shipping_amount":1.538,"tax_amount":1.107,"prices_include_tax":false,"total_amount":16.483"#,
    ] {
        assert!(answer.text.contains(part), "{part} in {}", answer.text);
    }
    let expected = json!([
        { "code": "FIVE", "applied": true },
        { "code": "FIFTY", "applied": false, "reason": "minimum_not_met" },
    ]);
    assert_eq!(answer.ok()["coupons"], expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_that_does_not_answer_is_met_by_the_policy() {
    // No time at all: whatever the component does, it is too late.
    let Some(shop) = Shop::open_with(&[Need::Variables], &[("quote_timeout_ms", "0")]).await else {
        return;
    };

    let skipped = quote(&shop.visitor(), &["SUMMER10"], "USD").await;
    // 50.00 + 5.00 + 4.00, without the 10 %.
    assert!(
        skipped.text.contains(r#""total_amount":59.00"#),
        "{}",
        skipped.text
    );
    assert_eq!(skipped.ok()["coupons"][0]["applied"], false);

    shop.run("update spindle.tenants set promotion_policy = 'refuse' where tenant_id = $tenant")
        .await;
    quote(&shop.visitor(), &["SUMMER10"], "USD")
        .await
        .refused(503, "SERVICE_UNAVAILABLE");
}
