//! `GET` and `PUT /api/v1/prices/{sku}`

use harness::{MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn prices_are_replaced_as_a_whole() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = "/api/v1/prices/MUG";
    let rows = "select list, currency, min_quantity, segment, vip_level, warehouse, amount_minor
                  from spindle.prices where tenant_id = $tenant and sku = 'MUG' order by amount_minor";
    assert_eq!(
        admin.get(path).await.ok()["prices"][0]["amount"],
        json!(12.5)
    );

    let body = r#"{"prices": [
        {"currency": "USD", "amount": 12.99},
        {"currency": "USD", "amount": "10.5", "min_quantity": 10, "vip_level": "gold"},
        {"currency": "VND", "amount": 250000, "warehouse": "MAIN", "valid_from": "2026-01-01T00:00:00Z"}
    ]}"#;
    let answer = admin.put(path, body).await;

    assert!(answer.text.contains(r#""amount":10.50"#), "{}", answer.text);
    let answer = answer.ok();
    assert_eq!(answer, admin.get(path).await.ok());
    assert_eq!(answer["sku"], "MUG");
    assert_eq!(
        answer["prices"][2]["valid_from"],
        "2026-01-01T00:00:00.000Z"
    );
    let written = shop.rows(rows).await;
    assert_eq!(written.len(), 3);
    assert_eq!(written[0]["amount_minor"], 1050);
    assert_eq!(written[0]["vip_level"], "gold");
    assert_eq!(written[1]["amount_minor"], 1299);
    assert_eq!(written[1]["list"], "standard");
    assert_eq!(written[2]["amount_minor"], 250_000);

    let quote = json!({ "items": [{ "sku": MUG, "quantity": 2 }] }).to_string();
    let quote = shop.visitor().post("/api/v1/pricing/quote", quote).await;
    assert!(quote.text.contains(r#""subtotal":25.98"#), "{}", quote.text);

    // Without any it is not sold any more.
    admin.put(path, r#"{"prices": []}"#).await.ok();
    assert_eq!(shop.rows(rows).await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn prices_that_make_no_sense_are_named_and_change_nothing() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let many: Vec<Value> = (0..201)
        .map(|n| json!({ "currency": "USD", "amount": n }))
        .collect();
    let usd = |more: Value| {
        let mut row = json!({ "currency": "USD", "amount": 1 });
        row.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        row
    };
    for (rows, field) in [
        (json!([usd(json!({ "amount": 1.005 }))]), "prices[0].amount"),
        (json!([usd(json!({ "amount": -1 }))]), "prices[0].amount"),
        (
            json!([usd(json!({ "currency": "ABC" }))]),
            "prices[0].currency",
        ),
        (
            json!([usd(json!({ "min_quantity": 0 }))]),
            "prices[0].min_quantity",
        ),
        (
            json!([usd(json!({ "segment": "Staff" }))]),
            "prices[0].segment",
        ),
        (
            json!([usd(json!({ "segment": "staff", "vip_level": "gold" }))]),
            "prices[0].vip_level",
        ),
        (
            json!([usd(json!({ "warehouse": "NOWHERE" }))]),
            "prices[0].warehouse_named",
        ),
        (
            json!([usd(json!({ "valid_from": "tomorrow" }))]),
            "prices[0].valid_from",
        ),
        (
            json!([usd(
                json!({ "valid_from": "2026-01-02T00:00:00Z", "valid_until": "2026-01-02T01:00:00+01:00" })
            )]),
            "prices[0].valid_until",
        ),
        (
            json!([
                usd(json!({})),
                usd(json!({ "amount": 2, "min_quantity": 1 }))
            ]),
            "prices[1]",
        ),
        (Value::Array(many), "prices"),
    ] {
        // The warehouse is the row's fault, not a field's.
        let field = field.trim_end_matches(".warehouse_named");
        let error = admin
            .put("/api/v1/prices/MUG", json!({ "prices": rows }).to_string())
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{error}");
    }
    let row = shop
        .row("select amount_minor from spindle.prices where tenant_id = $tenant and sku = 'MUG'")
        .await;
    assert_eq!(row["amount_minor"], 1250);
}

#[tokio::test(flavor = "multi_thread")]
async fn price_rows_are_the_admins_of_one_tenant() {
    let shop = Shop::open().await;
    let body = r#"{"prices": []}"#;

    shop.admin()
        .get("/api/v1/prices/NOPE")
        .await
        .refused(404, "NOT_FOUND");
    shop.admin()
        .put("/api/v1/prices/NOPE", body)
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .put("/api/v1/prices/MUG", body)
        .await
        .refused(403, "FORBIDDEN");
    shop.visitor()
        .get("/api/v1/prices/MUG")
        .await
        .refused(401, "UNAUTHENTICATED");
}
