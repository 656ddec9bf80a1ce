//! `GET` and `POST /api/v1/exchange-rates`

use harness::{Need, Shop, json};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_later_rate_takes_the_place_of_an_earlier_one() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    shop.run("update spindle.tenants set sells_in = '{EUR}' where tenant_id = $tenant")
        .await;
    let admin = shop.admin();
    let price = async || {
        let body = json!({ "items": [{ "sku": "MUG", "quantity": 1 }], "currency": "EUR" });
        shop.visitor()
            .post("/api/v1/pricing/quote", body.to_string())
            .await
    };
    price().await.refused(422, "ITEM_NOT_SOLD");

    // 12.50 USD at 0.9 are 11.25 EUR, later at 0.96 they are 12.00.
    let now = r#"{"base": "USD", "quote": "EUR", "rate": "0.9000", "source": "ECB"}"#;
    let added = admin.post("/api/v1/exchange-rates", now).await.created();
    assert_eq!(added["rate"], "0.9");
    assert!(price().await.text.contains(r#""unit_price":11.25"#));
    let soon = shop
        .row("select spindle.iso_time(spindle.clock() + interval '1 hour') as at")
        .await;
    let soon = soon["at"].as_str().unwrap();
    let later =
        json!({ "base": "USD", "quote": "EUR", "rate": 0.96, "source": "ECB", "valid_from": soon })
            .to_string();
    admin
        .post("/api/v1/exchange-rates", later.clone())
        .await
        .created();
    assert!(price().await.text.contains(r#""unit_price":11.25"#));

    shop.move_clock(Duration::from_secs(3601)).await;

    let answer = price().await;
    assert!(
        answer.text.contains(r#""unit_price":12.00"#),
        "{}",
        answer.text
    );
    let step = &answer.ok()["items"][0]["explanation"][1];
    assert_eq!(step["step"], "conversion");
    assert_eq!(step["source"], "ECB");
    assert_eq!(step["valid_from"], soon);
    assert_eq!(step["rate"], "0.96");

    let error = admin
        .post("/api/v1/exchange-rates", later)
        .await
        .refused(409, "EXCHANGE_RATE_EXISTS");
    assert_eq!(error["details"][0]["rate"], "0.96");
    let listed = admin
        .get("/api/v1/exchange-rates?base=USD&quote=EUR")
        .await
        .ok();
    let rates: Vec<_> = listed["exchange_rates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rate| rate["rate"].clone())
        .collect();
    assert_eq!(rates, ["0.96", "0.9"]);
    let listed = admin.get("/api/v1/exchange-rates?limit=1").await.ok();
    assert_eq!(listed["exchange_rates"].as_array().unwrap().len(), 1);
    let none = admin.get("/api/v1/exchange-rates?base=EUR").await.ok();
    assert_eq!(none["exchange_rates"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rate_that_makes_no_sense_is_refused() {
    let shop = Shop::open().await;
    for (base, quote, rate, field) in [
        ("USD", "EUR", "0", "rate"),
        ("USD", "EUR", "-1", "rate"),
        ("USD", "EUR", "0.0000000000001", "rate"),
        ("USD", "EUR", "1000000000000", "rate"),
        ("USD", "EUR", "\"much\"", "rate"),
        ("USD", "USD", "1", "quote"),
        ("USD", "XAU", "1", "quote"),
    ] {
        let body =
            format!(r#"{{"base": "{base}", "quote": "{quote}", "rate": {rate}, "source": "me"}}"#);
        let error = shop
            .admin()
            .post("/api/v1/exchange-rates", body)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{rate}");
    }
    assert_eq!(
        shop.rows("select from spindle.exchange_rates where tenant_id = $tenant")
            .await
            .len(),
        0
    );
    shop.customer()
        .get("/api/v1/exchange-rates")
        .await
        .refused(403, "FORBIDDEN");
}
