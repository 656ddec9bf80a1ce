//! `POST /api/v1/orders/{id or order number}/ship`

use harness::{MUG, Need, Person, Shop, Value, json};

async fn order(customer: &Person, items: &[(&str, u32)], payment: Value) -> (String, Value) {
    let order = customer.order_of(items, payment).await.body;
    (
        format!("/api/v1/orders/{}", order["id"].as_str().unwrap()),
        order,
    )
}

fn cod() -> Value {
    json!({ "payment_method": "CASH_ON_DELIVERY" })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_leaves_in_parts_and_its_status_follows() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let (path, placed) = order(&shop.customer(), &[(MUG, 3), ("SHIRT-M", 1)], cod()).await;
    let (mug, shirt) = (&placed["items"][0]["id"], &placed["items"][1]["id"]);
    let stock =
        "select sku, on_hand, reserved from spindle.stock where tenant_id = $tenant order by sku";
    let before = shop.rows(stock).await;

    let part = json!({
        "carrier": "UPS", "tracking_number": "1Z999",
        "items": [{ "item_id": mug, "quantity": 2 }, { "item_id": shirt, "quantity": 1 }]
    });
    let first = admin.post(&format!("{path}/ship"), part.to_string()).await;

    assert_eq!(
        first.header("etag"),
        format!("\"{}\"", first.body["version"])
    );
    let first = first.ok();
    assert_eq!(first["status"], "PROCESSING");
    assert_eq!(
        [&first["items"][0]["shipped"], &first["items"][1]["shipped"]],
        [&json!(2), &json!(1)]
    );
    let shipment = &first["shipments"][0];
    assert_eq!(
        (
            &shipment["carrier"],
            &shipment["tracking_number"],
            &shipment["delivered_at"]
        ),
        (&json!("UPS"), &json!("1Z999"), &Value::Null)
    );
    assert_eq!(
        shipment["items"],
        json!([
            { "item_id": mug, "sku": "MUG", "name": placed["items"][0]["name"], "quantity": 2 },
            { "item_id": shirt, "sku": "SHIRT-M", "name": placed["items"][1]["name"], "quantity": 1 }
        ])
    );

    // Without items: all that remains.
    let second = admin
        .post(&format!("{path}/ship"), r#"{"carrier": "DHL"}"#)
        .await
        .ok();
    assert_eq!(second["status"], "SHIPPED");
    assert_eq!(second["shipments"].as_array().unwrap().len(), 2);
    let events = shop
        .rows("select topic, payload->'detail'->>'carrier' as carrier from spindle.outbox where tenant_id = $tenant order by event_id")
        .await;
    assert_eq!(
        events,
        [
            json!({ "topic": "order.confirmed", "carrier": null }),
            json!({ "topic": "order.partially_shipped", "carrier": "UPS" }),
            json!({ "topic": "order.shipped", "carrier": "DHL" }),
        ]
    );
    // The goods left the shelf when they were sold.
    assert_eq!(shop.rows(stock).await, before);
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_ships_more_than_there_is_or_something_else() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let (path, placed) = order(&shop.customer(), &[(MUG, 3)], cod()).await;
    let (_, other) = order(&shop.customer(), &[(MUG, 1)], cod()).await;
    let ship = format!("{path}/ship");
    let mug = &placed["items"][0]["id"];
    let items = |items: Value| json!({ "items": items }).to_string();

    let error = admin
        .post(&ship, items(json!([{ "item_id": mug, "quantity": 4 }])))
        .await
        .refused(409, "QUANTITY_EXCEEDED");
    assert_eq!(
        error["details"],
        json!([{ "field": "items[0].quantity", "left": 3 }])
    );
    for (bad, field) in [
        (
            items(json!([{ "item_id": other["items"][0]["id"], "quantity": 1 }])),
            "items[0].item_id",
        ),
        (
            items(json!([{ "item_id": mug, "quantity": 1 }, { "item_id": mug, "quantity": 1 }])),
            "items[1].item_id",
        ),
        (
            items(json!([{ "item_id": mug, "quantity": 0 }])),
            "items[0].quantity",
        ),
        (items(json!([])), "items"),
        (json!({ "carrier": "" }).to_string(), "carrier"),
        (
            json!({ "tracking_number": "x".repeat(101) }).to_string(),
            "tracking_number",
        ),
    ] {
        let error = admin
            .post(&ship, bad.clone())
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{bad}");
    }

    let rows = shop
        .row("select count(*) from spindle.shipments where tenant_id = $tenant")
        .await;
    assert_eq!(rows["count"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_paid_does_not_leave() {
    let waits = [("payment_timeout_ms", "20000")];
    let Some(shop) = Shop::open_with(&[Need::Variables], &waits).await else {
        return;
    };
    let admin = shop.admin();
    // Paid by card, and then made dearer behind everybody's back.
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let (path, _) = order(&shop.customer(), &[(MUG, 2)], card).await;
    shop.run(
        "update spindle.orders set shipping_minor = shipping_minor + 100, total_minor = total_minor + 100
          where tenant_id = $tenant",
    )
    .await;

    let error = admin
        .post(&format!("{path}/ship"), "{}")
        .await
        .refused(409, "PAYMENT_DUE");
    assert_eq!(error["details"][0]["currency"], "USD");
    assert_eq!(error["details"][0]["amount_due"], 1.0);
    admin
        .patch(&format!("{path}/status"), r#"{"status": "SHIPPED"}"#)
        .await
        .refused(409, "PAYMENT_DUE");
    assert_eq!(admin.get(&path).await.ok()["status"], "CONFIRMED");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_authorized_is_captured_when_the_first_goods_leave() {
    let waits = [("payment_timeout_ms", "20000")];
    let Some(shop) = Shop::open_with(&[Need::Variables], &waits).await else {
        return;
    };
    let admin = shop.admin();
    shop.run("update spindle.tenants set capture = 'at_shipment' where tenant_id = $tenant")
        .await;
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let (path, placed) = order(&shop.customer(), &[(MUG, 2)], card).await;
    assert_eq!(
        (&placed["status"], &placed["payment_status"]),
        (&json!("CONFIRMED"), &json!("AUTHORIZED"))
    );

    let part = json!({ "items": [{ "item_id": placed["items"][0]["id"], "quantity": 1 }] });
    let first = admin
        .post(&format!("{path}/ship"), part.to_string())
        .await
        .ok();
    let second = admin.post(&format!("{path}/ship"), "{}").await.ok();

    assert_eq!(
        (&first["status"], &first["payment_status"]),
        (&json!("PROCESSING"), &json!("PAID"))
    );
    assert_eq!(
        (&second["status"], &second["payment_status"]),
        (&json!("SHIPPED"), &json!("PAID"))
    );
    let money = shop
        .rows("select kind, amount_minor from spindle.payment_transactions where tenant_id = $tenant order by transaction_id")
        .await;
    // 25.00, 8 % tax and 5.00 for shipping.
    assert_eq!(
        money,
        [
            json!({ "kind": "authorization", "amount_minor": 3200 }),
            json!({ "kind": "capture", "amount_minor": 3200 })
        ]
    );
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_ships_once_and_a_stale_version_not_at_all() {
    let shop = Shop::open().await;
    let (path, placed) = order(&shop.customer(), &[(MUG, 3)], cod()).await;
    let part =
        json!({ "items": [{ "item_id": placed["items"][0]["id"], "quantity": 1 }] }).to_string();
    let ship = format!("{path}/ship");
    let keyed = shop.admin().with("idempotency-key", "parcel-1");

    let first = keyed.post(&ship, part.clone()).await.ok();
    let again = keyed.post(&ship, part.clone()).await.ok();

    assert_eq!(first, again);
    assert_eq!(again["shipments"].as_array().unwrap().len(), 1);
    keyed
        .post(&ship, "{}")
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    let stale = format!("\"{}\"", placed["version"]);
    shop.admin()
        .with("if-match", &stale)
        .post(&ship, part)
        .await
        .refused(412, "STALE_VERSION");
}
