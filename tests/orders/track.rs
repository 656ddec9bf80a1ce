//! `GET /api/v1/orders/{id or order number}/tracking`

use harness::{MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn tracking_says_what_has_left_what_waits_and_what_comes_back() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 3)]).await;
    let checkout = guest
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    let placed = guest.confirm(&checkout).await.created();
    let (number, mug) = (
        placed["order_number"].as_str().unwrap(),
        &placed["items"][0],
    );
    let path = format!("/api/v1/orders/{number}");
    let tracking = format!("{path}/tracking");
    let item = |quantity: u32| json!({ "item_id": mug["id"], "sku": "MUG", "name": mug["name"], "quantity": quantity });

    assert_eq!(
        guest.get(&tracking).await.ok(),
        json!({
            "order_id": placed["id"], "order_number": number, "status": "CONFIRMED",
            "shipping_method": "STANDARD", "shipments": [], "waiting": [item(3)], "returns": []
        })
    );

    let part = json!({
        "carrier": "UPS", "tracking_number": "1Z999", "items": [{ "item_id": mug["id"], "quantity": 2 }]
    });
    admin
        .post(&format!("{path}/ship"), part.to_string())
        .await
        .ok();
    let seen = guest.get(&tracking).await.ok();
    assert_eq!(
        (&seen["status"], &seen["waiting"]),
        (&json!("PROCESSING"), &json!([item(1)]))
    );
    let shipment = &seen["shipments"][0];
    assert_eq!(
        (
            &shipment["carrier"],
            &shipment["tracking_number"],
            &shipment["items"]
        ),
        (&json!("UPS"), &json!("1Z999"), &json!([item(2)]))
    );
    assert_eq!(shipment["delivered_at"], Value::Null);

    admin.post(&format!("{path}/ship"), "{}").await.ok();
    admin.post(&format!("{path}/deliver"), "{}").await.ok();
    let back = json!({ "reason": "chipped", "items": [{ "item_id": mug["id"], "quantity": 1 }] });
    guest
        .post(&format!("{path}/return"), back.to_string())
        .await
        .created();
    let seen = guest.get(&tracking).await.ok();
    assert_eq!(
        (&seen["status"], &seen["waiting"]),
        (&json!("DELIVERED"), &json!([]))
    );
    assert!(seen["shipments"][1]["delivered_at"].is_string());
    let wanted = &seen["returns"][0];
    assert_eq!(
        (
            &wanted["status"],
            &wanted["reason"],
            &wanted["items"][0]["quantity"]
        ),
        (&json!("requested"), &json!("chipped"), &json!(1))
    );
}
