//! `PUT /api/v1/orders/{id or order number}`

use harness::{CHECKOUT_STATE, MUG, Shop, Value, json};

fn address() -> Value {
    let state: Value = CHECKOUT_STATE.parse().unwrap();
    state["shipping_address"].clone()
}

async fn order(shop: &Shop) -> (String, Value) {
    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = shop.customer().order_of(&[(MUG, 2)], cod).await.created();
    (
        format!("/api/v1/orders/{}", order["id"].as_str().unwrap()),
        order,
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_addresses_and_status_change_together() {
    let shop = Shop::open().await;
    let (path, placed) = order(&shop).await;
    let mut moved = address();
    moved["last_name"] = json!("Moved");
    moved["city"] = json!("Albany");
    let body = json!({
        "notes": "Ring twice", "email": "new@example.com", "shipping_address": moved,
        "status": "PROCESSING", "note": "Box 7"
    });

    let answer = shop.admin().put(&path, body.to_string()).await;

    assert_eq!(
        answer.header("etag"),
        format!("\"{}\"", answer.body["version"])
    );
    let order = answer.ok();
    assert_eq!(
        (&order["status"], &order["notes"]),
        (&json!("PROCESSING"), &json!("Ring twice"))
    );
    assert_eq!(order["addresses"][0]["city"], "Albany");
    assert_eq!(order["addresses"][0]["id"], placed["addresses"][0]["id"]);
    assert_eq!(
        order["addresses"][1], placed["addresses"][1],
        "the bill goes where it went"
    );
    // It is found by what it has now.
    for (word, found) in [("moved", 1), ("new@example.com", 1), ("MUG", 1), ("doe", 1)] {
        let list = shop
            .admin()
            .get(&format!("/api/v1/orders?q={word}"))
            .await
            .ok();
        assert_eq!(list["total"], found, "{word}");
    }
    let history = shop
        .rows("select note, detail from spindle.order_history where tenant_id = $tenant order by entry_id")
        .await;
    assert_eq!(
        history[1..],
        [
            json!({ "note": "Box 7", "detail": null }),
            json!({
                "note": "Changed: email, notes, shipping address",
                "detail": { "fields": ["email", "notes", "shipping_address"] }
            })
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_it_is_changed_or_nothing() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let (path, placed) = order(&shop).await;
    let before = admin.get(&path).await.ok();
    let mut elsewhere = address();
    elsewhere["state"] = json!("CA");
    let mut abroad = address();
    abroad["country"] = json!("GB");
    abroad["state"] = json!("");
    abroad["postal_code"] = json!("SW1Y 4JH");

    for (change, code) in [
        (
            json!({ "notes": "x", "shipping_address": elsewhere }),
            "ADDRESS_FIXED",
        ),
        (
            json!({ "notes": "x", "addresses": [with_type(&abroad, "SHIPPING")] }),
            "ADDRESS_FIXED",
        ),
        (
            json!({ "notes": "x", "status": "DELIVERED" }),
            "INVALID_TRANSITION",
        ),
        (
            json!({ "notes": "x", "shipping_address": address(), "status": "PENDING" }),
            "INVALID_TRANSITION",
        ),
    ] {
        admin
            .put(&path, change.to_string())
            .await
            .refused(409, code);
    }
    assert_eq!(admin.get(&path).await.ok(), before);

    // The bill may go anywhere, as long as nothing has left.
    admin
        .put(&path, json!({ "billing_address": abroad }).to_string())
        .await
        .ok();
    let part = json!({ "items": [{ "item_id": placed["items"][0]["id"], "quantity": 1 }] });
    admin
        .post(&format!("{path}/ship"), part.to_string())
        .await
        .ok();
    for field in ["shipping_address", "billing_address"] {
        let error = admin
            .put(&path, json!({ field: address() }).to_string())
            .await
            .refused(409, "ADDRESS_FIXED");
        assert_eq!(error["details"][0]["field"], field);
    }
    admin
        .put(&path, r#"{"notes": "still possible"}"#)
        .await
        .ok();
}

fn with_type(address: &Value, kind: &str) -> Value {
    let mut address = address.clone();
    address["address_type"] = json!(kind);
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_fields_are_named_and_old_versions_refused() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let (path, placed) = order(&shop).await;
    let mut nowhere = address();
    nowhere["postal_code"] = json!("x");

    for (bad, field) in [
        (json!({}), ""),
        (json!({ "note": "why" }), "note"),
        (json!({ "email": "nobody" }), "email"),
        (json!({ "notes": "x".repeat(2001) }), "notes"),
        (json!({ "status": "LOST" }), "status"),
        (
            json!({ "shipping_address": nowhere }),
            "shipping_address.postal_code",
        ),
        (json!({ "total_amount": 1 }), "total_amount"),
    ] {
        let error = admin
            .put(&path, bad.to_string())
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{bad}");
    }
    let keyed = admin
        .with("if-match", &format!("\"{}\"", placed["version"]))
        .with("idempotency-key", "k");
    let changed = keyed.put(&path, r#"{"notes": "a"}"#).await.ok();
    assert_eq!(keyed.put(&path, r#"{"notes": "a"}"#).await.ok(), changed);
    keyed
        .put(&path, r#"{"notes": "b"}"#)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    keyed
        .without("idempotency-key")
        .put(&path, r#"{"notes": "b"}"#)
        .await
        .refused(412, "STALE_VERSION");
}
