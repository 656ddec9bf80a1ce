//! `POST /api/v1/orders/{id or order number}/deliver`

use harness::{MUG, Shop, Uuid, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_delivered_with_its_last_shipment_and_cash_is_collected_then() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let placed = shop.customer().order_of(&[(MUG, 3)], cod).await.created();
    let path = format!("/api/v1/orders/{}", placed["id"].as_str().unwrap());
    let deliver = format!("{path}/deliver");
    let part = json!({ "items": [{ "item_id": placed["items"][0]["id"], "quantity": 1 }] });
    let first = admin
        .post(&format!("{path}/ship"), part.to_string())
        .await
        .ok();
    let one = json!({ "shipment_id": first["shipments"][0]["id"] }).to_string();

    // A part arrives while the rest is still here.
    let order = admin.post(&deliver, one.clone()).await.ok();
    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("PROCESSING"), &json!("PENDING"))
    );
    assert!(order["shipments"][0]["delivered_at"].is_string());

    admin.post(&format!("{path}/ship"), "{}").await.ok();
    // Told again: it has arrived, and nothing changes.
    let version = admin.get(&path).await.ok()["version"].clone();
    assert_eq!(admin.post(&deliver, one).await.ok()["version"], version);
    let order = admin.post(&deliver, "").await.ok();

    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("DELIVERED"), &json!("PAID"))
    );
    // 37.50, 3.00 tax, 5.00 shipping.
    assert_eq!(order["amount_paid"], 45.5);
    let money = shop
        .rows(
            "select kind, amount_minor from spindle.payment_transactions where tenant_id = $tenant",
        )
        .await;
    assert_eq!(
        money,
        [json!({ "kind": "collection", "amount_minor": 4550 })]
    );
    let events = shop
        .rows("select topic from spindle.outbox where tenant_id = $tenant order by event_id")
        .await;
    let events: Vec<&str> = events
        .iter()
        .map(|e| e["topic"].as_str().unwrap())
        .collect();
    assert_eq!(
        events,
        [
            "order.confirmed",
            "order.partially_shipped",
            "order.partially_delivered",
            "order.shipped",
            "order.delivered",
            "order.payment_received"
        ]
    );
    let delivered = shop
        .row("select o.delivered_at = max(s.delivered_at) as is_the_last from spindle.orders o
                join spindle.shipments s using (tenant_id, order_id) where o.tenant_id = $tenant group by o.delivered_at")
        .await;
    assert_eq!(delivered["is_the_last"], true);
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shipment_of_another_order_is_none() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let mut paths = Vec::new();
    let mut shipments: Vec<Value> = Vec::new();
    for _ in 0..2 {
        let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
        let placed = shop.customer().order_of(&[(MUG, 1)], cod).await.created();
        let path = format!("/api/v1/orders/{}", placed["id"].as_str().unwrap());
        shipments.push(
            admin.post(&format!("{path}/ship"), "{}").await.ok()["shipments"][0]["id"].clone(),
        );
        paths.push(path);
    }

    for wrong in [shipments[1].clone(), json!(Uuid::new_v4()), json!("x")] {
        let body = json!({ "shipment_id": wrong }).to_string();
        let error = admin
            .post(&format!("{}/deliver", paths[0]), body)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], "shipment_id");
    }
    let delivered = shop
        .row("select count(delivered_at) from spindle.shipments where tenant_id = $tenant")
        .await;
    assert_eq!(delivered["count"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_delivers_once() {
    let shop = Shop::open().await;
    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let placed = shop.customer().order_of(&[(MUG, 1)], cod).await.created();
    let path = format!("/api/v1/orders/{}", placed["id"].as_str().unwrap());
    shop.admin().post(&format!("{path}/ship"), "{}").await.ok();
    let keyed = shop.admin().with("idempotency-key", "there");

    let first = keyed.post(&format!("{path}/deliver"), "{}").await.ok();
    assert_eq!(
        keyed.post(&format!("{path}/deliver"), "{}").await.ok(),
        first
    );
    keyed
        .post(
            &format!("{path}/deliver"),
            json!({ "shipment_id": null }).to_string(),
        )
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    shop.admin()
        .with("if-match", "\"1\"")
        .post(&format!("{path}/deliver"), "{}")
        .await
        .refused(412, "STALE_VERSION");
}
