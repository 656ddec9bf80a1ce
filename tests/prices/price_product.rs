//! `GET /api/v1/products/{id}/pricing`

use harness::{PRODUCT_SHIRT, Shop, Uuid, json};

/// Shirts with a tier and a price for gold customers; only M is served with a mark-up of 4 %.
async fn shop() -> Shop {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.prices (tenant_id, sku, price_id, currency, min_quantity, vip_level, segment, amount_minor)
         values ($tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 10, null, null, 5500),
                ($tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 1, 'gold', null, 5400),
                ($tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 1, null, 'staff', 3000),
                ($tenant, 'SHIRT-M', gen_random_uuid(), 'EUR', 1, null, null, 4900);
         update spindle.tenants set sells_in = '{EUR}' where tenant_id = $tenant;",
    )
    .await;
    shop
}

fn path(query: &str) -> String {
    format!("/api/v1/products/{PRODUCT_SHIRT}/pricing?{query}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_priced_variant_by_variant() {
    let shop = shop().await;

    let answer = shop.visitor().get(&path("")).await;

    assert!(
        answer
            .text
            .contains(r#""unit_price":59.99,"subtotal":59.99"#),
        "{}",
        answer.text
    );
    let answer = answer.ok();
    assert_eq!(answer["currency"], "USD");
    assert_eq!(answer["variants"][0]["sku"], "SHIRT-L");
    assert_eq!(answer["variants"][1]["sku"], "SHIRT-M");
    assert_eq!(
        answer["variants"][1]["tiers"],
        json!([{ "from_quantity": 1, "unit_price": 59.99 }, { "from_quantity": 10, "unit_price": 55.0 }])
    );

    let answer = shop.visitor().get(&path("sku=SHIRT-M&quantity=12")).await;
    assert!(
        answer
            .text
            .contains(r#""unit_price":55.00,"subtotal":660.00"#),
        "{}",
        answer.text
    );
    let answer = answer.ok();
    assert_eq!(answer["variants"].as_array().unwrap().len(), 1);
    assert_eq!(
        answer["variants"][0]["explanation"],
        json!([
            { "step": "list", "currency": "USD", "before": 59.99, "after": 59.99 },
            { "step": "tier", "currency": "USD", "before": 59.99, "after": 55.0, "from_quantity": 10 },
        ])
    );

    let answer = shop.visitor().get(&path("currency=EUR&sku=SHIRT-M")).await;
    assert!(
        answer.text.contains(r#""unit_price":49.00"#),
        "{}",
        answer.text
    );
    // L has no price in EUR, and there is no rate.
    let answer = shop
        .visitor()
        .get(&path("currency=EUR&sku=SHIRT-L"))
        .await
        .ok();
    assert_eq!(answer["variants"][0]["unit_price"], json!(null));
    assert_eq!(answer["variants"][0]["tiers"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_ask_for_the_prices_of_others() {
    let shop = shop().await;
    let gold = shop.customer();
    let level = json!({ "vip_level": "gold" }).to_string();
    shop.admin()
        .put(&format!("/api/v1/customers/{}", gold.id), level)
        .await
        .ok();
    let price = async |who: harness::Person, query: &str| {
        who.get(&path(&format!("sku=SHIRT-M&{query}"))).await
    };

    for query in ["", "vip_level=gold"] {
        let answer = price(gold.clone(), query).await.ok();
        assert_eq!(answer["variants"][0]["unit_price"], json!(54.0), "{query}");
        assert_eq!(answer["variants"][0]["explanation"][1]["step"], "vip");
        assert_eq!(answer["variants"][0]["explanation"][1]["cause"], "gold");
    }
    for query in ["vip_level=gold", "segment=staff"] {
        price(shop.customer(), query)
            .await
            .refused(403, "FORBIDDEN");
        price(shop.visitor(), query).await.refused(403, "FORBIDDEN");
    }
    price(gold, "segment=staff").await.refused(403, "FORBIDDEN");
    for (query, amount) in [
        ("", 59.99),
        ("vip_level=gold", 54.0),
        ("segment=staff", 30.0),
        ("vip_level=silver", 59.99),
    ] {
        let answer = price(shop.admin(), query).await.ok();
        assert_eq!(
            answer["variants"][0]["unit_price"],
            json!(amount),
            "{query}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_or_makes_no_sense_is_refused() {
    let shop = shop().await;
    let visitor = shop.visitor();

    visitor
        .get(&format!("/api/v1/products/{}/pricing", Uuid::new_v4()))
        .await
        .refused(404, "NOT_FOUND");
    visitor
        .get(&path("sku=MUG"))
        .await
        .refused(404, "NOT_FOUND");
    visitor
        .get(&path(&format!("variant={}", Uuid::new_v4())))
        .await
        .refused(404, "NOT_FOUND");
    visitor
        .get(&path("currency=JPY"))
        .await
        .refused(422, "CURRENCY_NOT_OFFERED");
    for (query, field) in [
        ("quantity=0", "quantity"),
        ("quantity=10000", "quantity"),
        ("vip_level=Gold!", "vip_level"),
        ("currency=usd", "currency"),
    ] {
        let error = visitor
            .get(&path(query))
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{query}");
    }
    shop.run("update spindle.products set status = 'inactive' where tenant_id = $tenant and name = 'Shirt'").await;
    visitor.get(&path("")).await.refused(404, "NOT_FOUND");
}
