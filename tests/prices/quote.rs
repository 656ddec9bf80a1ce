//! `POST /api/v1/pricing/quote`

use harness::{MUG, PRODUCT_SHIRT, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_ask_what_items_would_cost() {
    let shop = Shop::open().await;
    let body = json!({
        "items": [{ "sku": MUG, "quantity": 2 }, { "sku": "SHIRT-M", "quantity": 1 }],
        "coupons": ["SUMMER10", "FREESHIP", "NOPE"],
        "shipping_method": "STANDARD",
    });

    let answer = shop
        .visitor()
        .post("/api/v1/pricing/quote", body.to_string())
        .await;

    // As in cart/enter_coupon.rs; shipping 5.00 is given by FREESHIP.
    for part in [
        r#""subtotal":84.99"#,
        r#""discount_amount":13.50"#,
        r#""shipping_amount":5.00"#,
        r#""tax_amount":6.12"#,
        r#""total_amount":82.61"#,
    ] {
        assert!(answer.text.contains(part), "{part} in {}", answer.text);
    }
    assert_eq!(
        answer.ok()["coupons"],
        json!([
            { "code": "SUMMER10", "applied": true },
            { "code": "FREESHIP", "applied": true },
            { "code": "NOPE", "applied": false, "reason": "unknown" },
        ])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_priced_is_named() {
    let shop = Shop::open().await;
    let quote = async |body: harness::Value| {
        shop.visitor()
            .post("/api/v1/pricing/quote", body.to_string())
            .await
    };

    let items = json!([{ "sku": MUG, "quantity": 1 }, { "sku": "NOPE", "quantity": 1 }, { "product_id": PRODUCT_SHIRT, "quantity": 1 }]);
    let error = quote(json!({ "items": items }))
        .await
        .refused(422, "ITEM_NOT_SOLD");
    assert_eq!(error["details"][0]["field"], "items[1]");
    assert_eq!(error["details"][1]["field"], "items[2]");

    let many: Vec<_> = (0..201)
        .map(|_| json!({ "sku": MUG, "quantity": 1 }))
        .collect();
    let coupons: Vec<_> = (0..11).map(|n| format!("C{n}")).collect();
    for (body, field) in [
        (json!({ "items": [] }), "items"),
        (json!({ "items": many }), "items"),
        (json!({ "items": [{ "quantity": 1 }] }), "items[0].sku"),
        (
            json!({ "items": [{ "sku": MUG, "quantity": 1 }], "coupons": coupons }),
            "coupons",
        ),
        (
            json!({ "items": [{ "sku": MUG, "quantity": 1 }], "shipping_method": "DRONE" }),
            "shipping_method",
        ),
        (
            json!({ "items": [{ "sku": MUG, "quantity": 0 }] }),
            "items[0].quantity",
        ),
    ] {
        let error = quote(body.clone()).await.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{error}");
    }
}
