//! What shipping costs, and where it does not go: `POST /api/v1/pricing/quote` with a destination.

use harness::{Shop, Value, json};

/// Mugs of 400 g; a method by weight with a rate of its own for one state; one for the country.
async fn shop() -> Shop {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.variants set weight_grams = 400 where tenant_id = $tenant and sku = 'MUG';
         insert into spindle.shipping_methods (tenant_id, code, name, kind, position)
         values ($tenant, 'PARCEL', 'Parcel', 'weight', 1), ($tenant, 'EXPRESS', 'Express', 'flat', 2);
         insert into spindle.shipping_rates (tenant_id, code, country, region, from_value, amount_minor)
         values ($tenant, 'PARCEL', 'US', '', 0, 400), ($tenant, 'PARCEL', 'US', '', 1000, 750),
                ($tenant, 'PARCEL', 'US', '', 5000, null), ($tenant, 'PARCEL', 'US', 'HI', 0, 1500),
                ($tenant, 'EXPRESS', 'US', '', 0, 2500), ($tenant, 'EXPRESS', 'DE', '', 0, 9900);",
    )
    .await;
    shop
}

async fn quote(
    shop: &Shop,
    quantity: u32,
    destination: Value,
    method: Option<&str>,
) -> harness::Answer {
    let body = json!({
        "items": [{ "sku": "MUG", "quantity": quantity }],
        "destination": destination,
        "shipping_method": method,
    });
    shop.visitor()
        .post("/api/v1/pricing/quote", body.to_string())
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_method_that_goes_there_is_offered_with_its_price() {
    let shop = shop().await;
    let us = || json!({ "country": "US", "region": "NY" });
    // PICKUP and STANDARD are the fixture's; three mugs weigh 1,200 g, thirteen 5,200 g.
    for (quantity, destination, expected) in [
        (
            1,
            us(),
            vec![
                ("PICKUP", 0.0),
                ("STANDARD", 5.0),
                ("PARCEL", 4.0),
                ("EXPRESS", 25.0),
            ],
        ),
        (
            3,
            us(),
            vec![
                ("PICKUP", 0.0),
                ("STANDARD", 5.0),
                ("PARCEL", 7.5),
                ("EXPRESS", 25.0),
            ],
        ),
        (
            13,
            us(),
            vec![("PICKUP", 0.0), ("STANDARD", 5.0), ("EXPRESS", 25.0)],
        ),
        (
            1,
            json!({ "country": "US", "region": "HI" }),
            vec![
                ("PICKUP", 0.0),
                ("STANDARD", 5.0),
                ("PARCEL", 15.0),
                ("EXPRESS", 25.0),
            ],
        ),
        (
            1,
            json!({ "country": "DE" }),
            vec![("PICKUP", 0.0), ("STANDARD", 5.0), ("EXPRESS", 99.0)],
        ),
        (
            1,
            json!({ "country": "FR" }),
            vec![("PICKUP", 0.0), ("STANDARD", 5.0)],
        ),
    ] {
        let answer = quote(&shop, quantity, destination.clone(), None).await.ok();
        let options = answer["shipping_options"].as_array().unwrap();
        let options: Vec<_> = options
            .iter()
            .map(|option| {
                (
                    option["code"].as_str().unwrap(),
                    option["amount"].as_f64().unwrap(),
                )
            })
            .collect();
        assert_eq!(options, expected, "{quantity} to {destination}");
        assert_eq!(answer["shipping_amount"], json!(0.0), "none is chosen");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_does_not_go_there_is_refused() {
    let shop = shop().await;
    let us = json!({ "country": "US" });

    let answer = quote(&shop, 3, us.clone(), Some("PARCEL")).await;
    // 37.50 + 7.50 + 8 % of 37.50 = 3.00
    assert!(
        answer.text.contains(r#""total_amount":48.00"#),
        "{}",
        answer.text
    );
    for (quantity, destination) in [(13, us), (1, json!({ "country": "FR" }))] {
        let error = quote(&shop, quantity, destination, Some("PARCEL"))
            .await
            .refused(422, "ADDRESS_NOT_SERVABLE");
        assert_eq!(error["details"][0]["field"], "shipping_method");
    }
    for (destination, field) in [
        (json!({ "country": "USA" }), "destination.country"),
        (
            json!({ "country": "US", "region": "x".repeat(101) }),
            "destination.region",
        ),
    ] {
        let error = quote(&shop, 1, destination, None)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_currency_that_is_not_offered_is_refused() {
    let shop = shop().await;
    let body = json!({ "items": [{ "sku": "MUG", "quantity": 1 }], "currency": "EUR" });
    let error = shop
        .visitor()
        .post("/api/v1/pricing/quote", body.to_string())
        .await
        .refused(422, "CURRENCY_NOT_OFFERED");
    assert_eq!(error["details"][0]["field"], "currency");

    let body = json!({ "items": [{ "sku": "MUG", "quantity": 1 }], "currency": "XXX" });
    shop.visitor()
        .post("/api/v1/pricing/quote", body.to_string())
        .await
        .refused(422, "VALIDATION_FAILED");
}
