//! `GET` and `PUT /api/v1/tax-rates`

use harness::{Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_most_specific_rate_of_the_class_counts() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    shop.run("update spindle.products set tax_class = 'clothing' where tenant_id = $tenant and name = 'Shirt'").await;
    let body = r#"{"tax_rates": [
        {"country": "us", "name": "Federal", "rate": 0.05},
        {"country": "US", "region": "NY", "name": "New York", "rate": "0.0825"},
        {"country": "US", "tax_class": "clothing", "name": "Clothing", "rate": 0.01},
        {"country": "US", "region": "ny", "tax_class": "shipping", "name": "Shipping", "rate": 0.1}
    ]}"#;

    let set = admin.put("/api/v1/tax-rates", body).await.ok();

    assert_eq!(set, admin.get("/api/v1/tax-rates").await.ok());
    let row = |region: &str, class: &str, name: &str, rate: &str| json!({ "country": "US", "region": region, "tax_class": class, "name": name, "rate": rate });
    assert_eq!(
        set["tax_rates"],
        json!([
            row("", "clothing", "Clothing", "0.01"),
            row("", "standard", "Federal", "0.05"),
            row("NY", "shipping", "Shipping", "0.1"),
            row("NY", "standard", "New York", "0.0825"),
        ])
    );
    // MUG 12.50, SHIRT-M 59.99, shipping 5.00. New York: 1.03 (1.03125) + 0.60 (0.5999) + 0.50;
    // elsewhere in the country 0.62 (0.625, to even) + 0.60; elsewhere nothing.
    for (destination, tax) in [
        (json!({ "country": "us", "region": " ny " }), "2.13"),
        (json!({ "country": "US", "region": "TX" }), "1.22"),
        (json!({ "country": "US" }), "1.22"),
        (json!({ "country": "DE" }), "0.00"),
    ] {
        let items = json!([{ "sku": "MUG", "quantity": 1 }, { "sku": "SHIRT-M", "quantity": 1 }]);
        let body =
            json!({ "items": items, "shipping_method": "STANDARD", "destination": destination });
        let answer = shop
            .visitor()
            .post("/api/v1/pricing/quote", body.to_string())
            .await;
        let expected = format!(r#""tax_amount":{tax},"prices_include_tax""#);
        assert!(
            answer.text.contains(&expected),
            "{destination}: {}",
            answer.text
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rates_that_make_no_sense_are_named_and_change_nothing() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let good = json!({ "country": "US", "name": "Tax", "rate": 0.1 });
    let with = |field: &str, value: Value| {
        let mut rate = good.clone();
        rate[field] = value;
        json!([rate])
    };
    for (rates, field) in [
        (with("country", json!("USA")), "tax_rates[0].country"),
        (
            with("region", json!("x".repeat(101))),
            "tax_rates[0].region",
        ),
        (with("rate", json!(1)), "tax_rates[0].rate"),
        (with("rate", json!(-0.1)), "tax_rates[0].rate"),
        (with("rate", json!("0.1234567")), "tax_rates[0].rate"),
        (with("tax_class", json!("Books")), "tax_rates[0].tax_class"),
        (with("name", json!("")), "tax_rates[0].name"),
        (json!([good, good]), "tax_rates[1]"),
    ] {
        let body = json!({ "tax_rates": rates }).to_string();
        let error = admin
            .put("/api/v1/tax-rates", body)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{error}");
    }
    let row = shop
        .row("select rate::text from spindle.tax_rates where tenant_id = $tenant")
        .await;
    assert_eq!(row["rate"], "0.080000");
    shop.customer()
        .get("/api/v1/tax-rates")
        .await
        .refused(403, "FORBIDDEN");
    shop.visitor()
        .put("/api/v1/tax-rates", r#"{"tax_rates": []}"#)
        .await
        .refused(401, "UNAUTHENTICATED");
}
