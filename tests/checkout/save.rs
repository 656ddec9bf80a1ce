//! `PUT /api/v1/checkout/state`

use harness::{CHECKOUT_STATE, MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_stays_and_is_priced() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let id = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;

    let notes = json!({ "checkout_id": id, "notes": "Ring twice 🔔" }).to_string();
    let answer = customer.put("/api/v1/checkout/state", notes).await;

    // 25.00 + 5.00 shipping + 2.00 tax.
    assert!(
        answer.text.contains(r#""total_amount":32.00"#),
        "{}",
        answer.text
    );
    let state = answer.ok();
    assert_eq!(state["notes"], "Ring twice 🔔");
    assert_eq!(state["shipping_address"]["city"], "New York");
    assert_eq!(state["billing_address"], state["shipping_address"]);
    assert_eq!(state["missing"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_field_of_an_address_is_named_at_once() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let id = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    let mut state: Value = serde_json_from(CHECKOUT_STATE);
    state["checkout_id"] = json!(id);
    state["shipping_address"]["city"] = json!("");
    state["shipping_address"]["email"] = json!("nobody");
    state["shipping_address"]["postal_code"] = json!("x".repeat(21));

    let error = customer
        .put("/api/v1/checkout/state", state.to_string())
        .await;

    let error = error.refused(422, "VALIDATION_FAILED");
    let fields: Vec<_> = error["details"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["field"].clone())
        .collect();
    assert_eq!(
        fields,
        [
            "shipping_address.city",
            "shipping_address.postal_code",
            "shipping_address.email"
        ]
    );
    let kept = customer.get(&format!("/api/v1/checkout/{id}")).await.ok();
    assert_eq!(kept["shipping_address"]["city"], "New York");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_by_name() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let id = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;

    for (field, value) in [
        ("shipping_method", json!("DRONE")),
        ("payment_method", json!("BARTER")),
        ("payment_token", json!("")),
        ("email", json!("nobody")),
        ("notes", json!("x".repeat(2001))),
        ("surprise", json!(1)),
    ] {
        let body = json!({ "checkout_id": id, field: value }).to_string();
        let error = customer.put("/api/v1/checkout/state", body).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{error}");
    }

    customer.confirm(&id).await.created();
    let late = json!({ "checkout_id": id, "notes": "too late" }).to_string();
    customer
        .put("/api/v1/checkout/state", late)
        .await
        .refused(409, "CHECKOUT_COMPLETED");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bill_follows_the_goods_until_it_has_its_own_address() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let id = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    let save = async |state: Value| {
        let mut state = state;
        state["checkout_id"] = json!(id);
        customer
            .put("/api/v1/checkout/state", state.to_string())
            .await
    };
    let mut address = serde_json_from(CHECKOUT_STATE)["shipping_address"].clone();

    address["city"] = json!("Albany");
    let moved = save(json!({ "shipping_address": address })).await.ok();
    assert_eq!(moved["billing_address"]["city"], "Albany");
    assert_eq!(moved["billing_same_as_shipping"], true);

    address["address_type"] = json!("BILLING");
    address["city"] = json!("Buffalo");
    let split = save(json!({ "addresses": [address] })).await.ok();
    assert_eq!(split["shipping_address"]["city"], "Albany");
    assert_eq!(split["billing_address"]["city"], "Buffalo");
    assert_eq!(split["billing_same_as_shipping"], false);

    let error = save(json!({ "addresses": [address], "billing_same_as_shipping": true })).await;
    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "billing_same_as_shipping");

    let again = save(json!({ "billing_same_as_shipping": true })).await.ok();
    assert_eq!(again["billing_address"], again["shipping_address"]);
    let alone = save(json!({ "billing_same_as_shipping": false }))
        .await
        .ok();
    assert_eq!(alone["missing"], json!(["billing_address"]));
    save(json!({ "billing_same_as_shipping": true })).await.ok();
    let order = customer.confirm(&id).await.created();
    assert_eq!(order["addresses"][1]["city"], "Albany");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_needs_an_email() {
    let shop = Shop::open().await;
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let mut cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    cod["shipping_address"] = serde_json_from(CHECKOUT_STATE)["shipping_address"].clone();
    cod["shipping_address"]
        .as_object_mut()
        .unwrap()
        .remove("email");
    let id = guest.checkout_of(&cart, cod).await;

    let path = format!("/api/v1/checkout/{id}");
    assert_eq!(guest.get(&path).await.ok()["missing"], json!(["email"]));
    let error = guest.confirm(&id).await.refused(422, "CHECKOUT_INCOMPLETE");
    assert_eq!(error["details"][0]["field"], "email");

    let email = json!({ "checkout_id": id, "email": "guest@example.com" }).to_string();
    let state = guest.put("/api/v1/checkout/state", email).await.ok();
    assert_eq!(
        (&state["missing"], &state["email"]),
        (&json!([]), &json!("guest@example.com"))
    );
    let order = guest.confirm(&id).await.created();
    assert_eq!(order["user_id"], Value::Null);
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(guest.get(&path).await.ok(), order);
    let found = shop
        .admin()
        .get("/api/v1/orders?q=guest@example.com")
        .await
        .ok();
    assert_eq!(found["orders"], json!([order]));
}

fn serde_json_from(text: &str) -> Value {
    text.parse().unwrap()
}
