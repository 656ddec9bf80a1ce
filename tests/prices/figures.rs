//! Quotes whose figures are worked out by hand, in currencies with 0, 2 and 3 digits.

use harness::{Answer, MUG, Person, Shop, Value, json};

async fn quote(who: &Person, items: &[(&str, u32)], coupons: &[&str]) -> Answer {
    let items: Vec<Value> = items
        .iter()
        .map(|(sku, quantity)| json!({ "sku": sku, "quantity": quantity }))
        .collect();
    let body = json!({ "items": items, "coupons": coupons, "shipping_method": "STANDARD" });
    let answer = who.post("/api/v1/pricing/quote", body.to_string()).await;
    assert_eq!(answer.status.as_u16(), 200, "{answer:#?}");
    answer
}

/// Amounts as they are written: a parsed number would have lost its digits.
#[track_caller]
fn says(answer: &Answer, parts: &[&str]) {
    for part in parts {
        assert!(answer.text.contains(part), "{part} in {}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dollars_with_tax_on_top_at_three_rates() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.products set tax_class = 'food' where tenant_id = $tenant and name = 'Mug';
         insert into spindle.tax_rates (tenant_id, country, tax_class, name, rate)
         values ($tenant, 'US', 'food', 'Food', 0.02), ($tenant, 'US', 'shipping', 'Freight', 0.05);",
    )
    .await;

    let answer = quote(&shop.visitor(), &[(MUG, 3), ("SHIRT-M", 2)], &["SUMMER10"]).await;

    // Goods: 3 x 12.50 = 37.50, 2 x 59.99 = 119.98; together 157.48.
    // Discount: 10 % = 15.748, so 15.75. In proportion 3.7505 and 11.9995: 3.75 and 12.00.
    // Tax: 2 % of 33.75 = 0.675, a half, so the even 0.68; 8 % of 107.98 = 8.6384, so 8.64;
    //      5 % of shipping 5.00 = 0.25; together 9.57.
    // Total: 157.48 - 15.75 + 5.00 + 9.57 = 156.30.
    says(
        &answer,
        &[
            r#""subtotal":37.50,"discount_amount":3.75,"tax_amount":0.68"#,
            r#""subtotal":119.98,"discount_amount":12.00,"tax_amount":8.64"#,
            r#""subtotal":157.48,"discount_amount":15.75,"shipping_amount":5.00,"tax_amount":9.57,"prices_include_tax":false,"total_amount":156.30"#,
            r#"{"step":"discount","target":"order","cause":"10 % off","currency":"USD","before":157.48,"after":141.73}"#,
            r#"{"step":"shipping","target":"shipping","cause":"STANDARD","currency":"USD","before":0.00,"after":5.00}"#,
            r#"{"step":"tax","target":"order","currency":"USD","before":33.75,"after":34.43,"rate":"0.02"}"#,
            r#"{"step":"tax","target":"order","currency":"USD","before":5.00,"after":5.25,"rate":"0.05"}"#,
            r#"{"step":"tax","target":"order","currency":"USD","before":107.98,"after":116.62,"rate":"0.08"}"#,
        ],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn baht_with_tax_contained_for_goods_priced_in_dong() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.tenants set currency = 'THB', country = 'TH', prices_include_tax = true
          where tenant_id = $tenant;
         insert into spindle.tax_rates (tenant_id, country, tax_class, name, rate)
         values ($tenant, 'TH', 'standard', 'VAT', 0.07), ($tenant, 'TH', 'shipping', 'VAT', 0.07);
         update spindle.prices set currency = 'VND', amount_minor = case sku when 'MUG' then 250000 else 535000 end
          where tenant_id = $tenant;
         insert into spindle.exchange_rates (tenant_id, base, quote, valid_from, rate, source)
         values ($tenant, 'VND', 'THB', spindle.clock() - interval '1 day', 0.00137, 'Bank of Thailand'),
                ($tenant, 'VND', 'THB', spindle.clock() - interval '2 days', 0.002, 'Bank of Thailand'),
                ($tenant, 'VND', 'THB', spindle.clock() + interval '1 day', 0.003, 'Bank of Thailand');",
    )
    .await;

    let answer = quote(&shop.visitor(), &[(MUG, 2), ("SHIRT-M", 1)], &["SUMMER10"]).await;

    // 250,000 VND x 0.00137 = 342.50 THB, twice 685.00; 535,000 VND = 732.95; together 1,417.95.
    // Discount: 10 % = 141.795, a half, so the even 141.80. In proportion 68.5024 and 73.2976:
    //           68.50 and 73.30.
    // Tax contained, 7/107: of 616.50 40.3318, so 40.33; of 659.65 43.1547, so 43.15;
    //           of shipping 5.00 0.3271, so 0.33; together 83.81. It is added to nothing.
    // Total: 1,417.95 - 141.80 + 5.00 = 1,281.15.
    says(
        &answer,
        &[
            r#""unit_price":342.50,"subtotal":685.00,"discount_amount":68.50,"tax_amount":40.33"#,
            r#""unit_price":732.95,"subtotal":732.95,"discount_amount":73.30,"tax_amount":43.15"#,
            r#""subtotal":1417.95,"discount_amount":141.80,"shipping_amount":5.00,"tax_amount":83.81,"prices_include_tax":true,"total_amount":1281.15"#,
            r#"{"step":"conversion","cause":"VND/THB","currency":"THB","before":250000,"after":342.50,"before_currency":"VND","rate":"0.00137","source":"Bank of Thailand""#,
            // 616.50 + 659.65 + 5.00 = 1,281.15, without 83.81 of tax 1,197.34.
            r#"{"step":"tax","target":"order","currency":"THB","before":1197.34,"after":1281.15,"rate":"0.07"}"#,
        ],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn dong_have_no_digits_and_dinars_have_three() {
    for (currency, price, parts) in [
        // 3 x 125,001 = 375,003; 10 % = 37,500.3, so 37,500; 8 % of 337,503 = 27,000.24, so
        // 27,000; shipping 500. 375,003 - 37,500 + 500 + 27,000 = 365,003.
        (
            "VND",
            125_001,
            [
                r#""unit_price":125001,"subtotal":375003,"discount_amount":37500,"tax_amount":27000,"#,
                r#""discount_amount":37500,"shipping_amount":500,"tax_amount":27000,"prices_include_tax":false,"total_amount":365003,"#,
            ],
        ),
        // 3 x 4.575 = 13.725; 10 % = 1.3725, a half, so the even 1.372; 8 % of 12.353 = 0.98824,
        // so 0.988; shipping 0.500. 13.725 - 1.372 + 0.500 + 0.988 = 13.841.
        (
            "KWD",
            4_575,
            [
                r#""unit_price":4.575,"subtotal":13.725,"discount_amount":1.372,"tax_amount":0.988,"#,
                r#""discount_amount":1.372,"shipping_amount":0.500,"tax_amount":0.988,"prices_include_tax":false,"total_amount":13.841,"#,
            ],
        ),
    ] {
        let shop = Shop::open().await;
        shop.run(&format!(
            "update spindle.tenants set currency = '{currency}' where tenant_id = $tenant;
             update spindle.prices set currency = '{currency}', amount_minor = {price}
              where tenant_id = $tenant and sku = 'MUG';"
        ))
        .await;

        says(
            &quote(&shop.visitor(), &[(MUG, 3)], &["SUMMER10"]).await,
            &parts,
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_cent_goes_where_the_tenant_says() {
    let shop = Shop::open().await;
    shop.run("update spindle.tenants set sells_in = '{EUR}' where tenant_id = $tenant")
        .await;
    // Price of a mug, tax rate, mark-up, rate from USD to EUR, currency; what is looked at, half
    // to even, half up, half down. Each is exactly at a half.
    for (price, tax, markup, eur, currency, what, expected) in [
        // 5 % of 12.50 = 0.625; 7 % = 0.875.
        (
            1250,
            "0.05",
            "0",
            "1",
            "USD",
            "tax_amount",
            ["0.62", "0.63", "0.62"],
        ),
        (
            1250,
            "0.07",
            "0",
            "1",
            "USD",
            "tax_amount",
            ["0.88", "0.88", "0.87"],
        ),
        // 10 % of 12.25 = 1.225; of 12.35 = 1.235.
        (
            1225,
            "0",
            "0",
            "1",
            "USD",
            "discount_amount",
            ["1.22", "1.23", "1.22"],
        ),
        (
            1235,
            "0",
            "0",
            "1",
            "USD",
            "discount_amount",
            ["1.24", "1.24", "1.23"],
        ),
        // 12.50 x 1.05 = 13.125; 12.70 x 1.05 = 13.335.
        (
            1250,
            "0",
            "0.05",
            "1",
            "USD",
            "unit_price",
            ["13.12", "13.13", "13.12"],
        ),
        (
            1270,
            "0",
            "0.05",
            "1",
            "USD",
            "unit_price",
            ["13.34", "13.34", "13.33"],
        ),
        // 12.50 x 0.9172 = 11.465; 12.50 x 0.918 = 11.475.
        (
            1250,
            "0",
            "0",
            "0.9172",
            "EUR",
            "unit_price",
            ["11.46", "11.47", "11.46"],
        ),
        (
            1250,
            "0",
            "0",
            "0.918",
            "EUR",
            "unit_price",
            ["11.48", "11.48", "11.47"],
        ),
    ] {
        for (mode, amount) in ["half_even", "half_up", "half_down"]
            .into_iter()
            .zip(expected)
        {
            shop.run(&format!(
                "update spindle.tenants set rounding = '{mode}' where tenant_id = $tenant;
                 update spindle.prices set amount_minor = {price} where tenant_id = $tenant and sku = 'MUG';
                 update spindle.tax_rates set rate = {tax} where tenant_id = $tenant;
                 update spindle.warehouses set markup = {markup} where tenant_id = $tenant;
                 insert into spindle.exchange_rates (tenant_id, base, quote, valid_from, rate, source)
                 values ($tenant, 'USD', 'EUR', '2026-01-01', {eur}, 'me')
                 on conflict (tenant_id, base, quote, valid_from) do update set rate = excluded.rate;"
            ))
            .await;
            let coupons = if what == "discount_amount" {
                vec!["SUMMER10"]
            } else {
                Vec::new()
            };
            let body = json!({ "items": [{ "sku": MUG, "quantity": 1 }], "coupons": coupons, "currency": currency });
            let answer = shop
                .visitor()
                .post("/api/v1/pricing/quote", body.to_string())
                .await;

            let expected = format!(r#""{what}":{amount},"#);
            assert!(
                answer.text.contains(&expected),
                "{mode}: {expected} in {}",
                answer.text
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_of_a_unit_price_is_explained() {
    let shop = Shop::open().await;
    let member = shop.customer();
    let body = json!({ "vip_level": "gold", "segments": ["staff"] }).to_string();
    shop.admin()
        .put(&format!("/api/v1/customers/{}", member.id), body)
        .await
        .ok();
    shop.run(
        "update spindle.warehouses set markup = 0.04 where tenant_id = $tenant;
         insert into spindle.prices (tenant_id, sku, price_id, currency, min_quantity, segment, vip_level, amount_minor)
         values ($tenant, 'MUG', gen_random_uuid(), 'USD', 10, null, null, 1200),
                ($tenant, 'MUG', gen_random_uuid(), 'USD', 10, null, 'gold', 1100),
                ($tenant, 'MUG', gen_random_uuid(), 'USD', 1, 'staff', null, 1150);",
    )
    .await;
    let list = r#"{"step":"list","currency":"USD","before":12.50,"after":12.50}"#;

    for (who, quantity, unit_price, steps) in [
        // 12.50 x 1.04 = 13.00
        (
            shop.visitor(),
            1,
            "13.00",
            vec![
                r#"{"step":"warehouse","cause":"MAIN","currency":"USD","before":12.50,"after":13.00,"rate":"0.04"}"#,
            ],
        ),
        // Ten: 12.00 x 1.04 = 12.48
        (
            shop.visitor(),
            10,
            "12.48",
            vec![
                r#"{"step":"tier","currency":"USD","before":12.50,"after":12.00,"from_quantity":10}"#,
                r#"{"step":"warehouse","cause":"MAIN","currency":"USD","before":12.00,"after":12.48,"rate":"0.04"}"#,
            ],
        ),
        // Five of the staff: 11.50 x 1.04 = 11.96
        (
            member.clone(),
            5,
            "11.96",
            vec![
                r#"{"step":"segment","cause":"staff","currency":"USD","before":12.50,"after":11.50}"#,
                r#"{"step":"warehouse","cause":"MAIN","currency":"USD","before":11.50,"after":11.96,"rate":"0.04"}"#,
            ],
        ),
        // Ten for gold: 11.00 x 1.04 = 11.44, less than 11.96 and 12.48.
        (
            member,
            10,
            "11.44",
            vec![
                r#"{"step":"vip","cause":"gold","currency":"USD","before":12.50,"after":11.00,"from_quantity":10}"#,
                r#"{"step":"warehouse","cause":"MAIN","currency":"USD","before":11.00,"after":11.44,"rate":"0.04"}"#,
            ],
        ),
    ] {
        let answer = quote(&who, &[(MUG, quantity)], &[]).await;
        let explanation = format!(r#""explanation":[{list},{}]"#, steps.join(","));
        says(
            &answer,
            &[&format!(r#""unit_price":{unit_price},"#), &explanation],
        );
    }
}
