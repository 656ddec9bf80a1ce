//! `PATCH /api/v1/orders/{id or order number}/status`; every pair of states is in tests/lifecycle.

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_leads_an_order_through_its_life_word_by_word() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = shop.customer().order_of(&[(MUG, 2)], cod).await.created();
    let path = format!("/api/v1/orders/{}", order["order_number"].as_str().unwrap());
    let status = format!("{path}/status");

    for (word, note) in [
        ("PROCESSING", Some("Box 7")),
        ("SHIPPED", None),
        ("DELIVERED", None),
        ("COMPLETED", Some("All well")),
    ] {
        let answer = admin
            .patch(&status, json!({ "status": word, "note": note }).to_string())
            .await;
        assert_eq!(
            answer.header("etag"),
            format!("\"{}\"", answer.body["version"])
        );
        assert_eq!(answer.ok()["status"], word);
    }

    let history = shop
        .rows("select status, note, actor from spindle.order_history where tenant_id = $tenant order by entry_id")
        .await;
    let entry = |status: &str, note: &str| json!({ "status": status, "note": note, "actor": "admin:test-admin" });
    assert_eq!(
        history[1..],
        [
            entry("PROCESSING", "Box 7"),
            entry("SHIPPED", "Shipped"),
            entry("DELIVERED", "Delivered"),
            entry("DELIVERED", "Payment received"),
            entry("COMPLETED", "All well"),
        ]
    );
    let shipped = shop
        .row("select sum(quantity)::bigint as quantity from spindle.shipment_lines where tenant_id = $tenant")
        .await;
    assert_eq!(shipped["quantity"], 2);
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_by_word_gives_everything_back_too() {
    let waits = [("payment_timeout_ms", "20000")];
    let Some(shop) = Shop::open_with(&[Need::Variables], &waits).await else {
        return;
    };
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let order = shop.customer().order_of(&[(MUG, 2)], card).await.created();
    let path = format!("/api/v1/orders/{}/status", order["id"].as_str().unwrap());

    let body = r#"{"status": "CANCELLED", "note": "Fraud"}"#;
    let keyed = shop.admin().with("idempotency-key", "k");
    let order = keyed.patch(&path, body).await.ok();

    assert_eq!(
        (
            &order["status"],
            &order["cancel_reason"],
            &order["payment_status"]
        ),
        (&json!("CANCELLED"), &json!("Fraud"), &json!("REFUNDED"))
    );
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 100, "reserved": 0 }));
    assert_eq!(keyed.patch(&path, body).await.ok(), order);
    keyed
        .patch(&path, r#"{"status": "CANCELLED"}"#)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_status_is_refused_by_name() {
    let shop = Shop::open().await;
    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = shop.customer().order_of(&[(MUG, 2)], cod).await.created();
    let path = format!("/api/v1/orders/{}/status", order["id"].as_str().unwrap());

    for (bad, field) in [
        ("{}", "status"),
        (r#"{"status": "PAID"}"#, "status"),
        (r#"{"status": "shipped"}"#, "status"),
        (r#"{"status": "SHIPPED", "note": ""}"#, "note"),
    ] {
        let error = shop
            .admin()
            .patch(&path, bad)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{bad}");
    }
    shop.admin()
        .with("if-match", "\"9\"")
        .patch(&path, r#"{"status": "SHIPPED"}"#)
        .await
        .refused(412, "STALE_VERSION");
}
