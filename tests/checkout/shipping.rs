//! Which way the goods go, and whether they do.

use harness::{Answer, CHECKOUT_STATE, MUG, Person, Shop, Value, json};

/// BIKE goes to New York only; BYWEIGHT takes up to 5 kg, anywhere. A mug weighs 400 g.
async fn furnish(shop: &Shop) {
    shop.run(
        "insert into spindle.shipping_methods (tenant_id, code, name, kind, position)
         values ($tenant, 'BIKE', 'By bike', 'flat', 1), ($tenant, 'BYWEIGHT', 'By weight', 'weight', 2);
         insert into spindle.shipping_rates (tenant_id, code, country, region, from_value, amount_minor)
         values ($tenant, 'BIKE', 'US', 'NY', 0, 300), ($tenant, 'BYWEIGHT', '', '', 0, 700),
                ($tenant, 'BYWEIGHT', '', '', 5000, null);
         update spindle.variants set weight_grams = 400 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;
}

fn in_state(state: &str, postal_code: &str) -> Value {
    let mut address: Value = CHECKOUT_STATE.parse().unwrap();
    address["shipping_address"]["state"] = json!(state);
    address["shipping_address"]["postal_code"] = json!(postal_code);
    address["shipping_address"].clone()
}

async fn start(person: &Person, cart: &str) -> Value {
    let body = json!({ "cart_id": cart.rsplit('/').next() }).to_string();
    person.post("/api/v1/checkout/start", body).await.created()
}

async fn save(person: &Person, id: &Value, state: Value) -> Answer {
    let mut state = state;
    state["checkout_id"] = id.clone();
    person
        .put("/api/v1/checkout/state", state.to_string())
        .await
}

/// Code and amount of each way that is offered.
fn options(checkout: &Value) -> Value {
    let options = checkout["shipping_options"].as_array().unwrap();
    options
        .iter()
        .map(|option| json!([option["code"], option["amount"]]))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_chosen_is_shown_with_its_price() {
    let shop = Shop::open().await;
    furnish(&shop).await;
    let customer = shop.customer();
    let checkout = start(&customer, &customer.cart_with(&[(MUG, 2)]).await).await;

    // At home, which is the United States.
    let home = json!([["PICKUP", 0.0], ["STANDARD", 5.0], ["BYWEIGHT", 7.0]]);
    assert_eq!(options(&checkout), home);
    let address = json!({ "shipping_address": in_state("ny", "10001") });
    let checkout = save(&customer, &checkout["id"], address).await.ok();
    let there = json!([
        ["PICKUP", 0.0],
        ["STANDARD", 5.0],
        ["BIKE", 3.0],
        ["BYWEIGHT", 7.0]
    ]);
    assert_eq!(options(&checkout), there);
    assert_eq!(checkout["shipping_amount"], 0.0);

    let bike = json!({ "shipping_method": "BIKE" });
    let checkout = save(&customer, &checkout["id"], bike).await.ok();
    assert_eq!(checkout["shipping_amount"], 3.0);
    assert_eq!(options(&checkout), there);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_does_not_go_there_is_refused_and_nothing_is_kept() {
    let shop = Shop::open().await;
    furnish(&shop).await;
    let customer = shop.customer();
    let checkout = start(&customer, &customer.cart_with(&[(MUG, 2)]).await).await;
    let id = &checkout["id"];
    let (new_york, austin) = (in_state("NY", "10001"), in_state("TX", "78701"));
    let bike = json!({ "shipping_address": new_york, "shipping_method": "BIKE" });
    save(&customer, id, bike).await.ok();

    let move_away = save(&customer, id, json!({ "shipping_address": austin })).await;
    let error = move_away.refused(422, "ADDRESS_NOT_SERVABLE");
    assert_eq!(error["details"][0]["field"], "shipping_address");
    let path = format!("/api/v1/checkout/{}", id.as_str().unwrap());
    assert_eq!(
        customer.get(&path).await.ok()["shipping_address"]["state"],
        "NY"
    );

    let both = json!({ "shipping_address": austin, "shipping_method": "STANDARD" });
    save(&customer, id, both).await.ok();
    let back = save(&customer, id, json!({ "shipping_method": "BIKE" })).await;
    let error = back.refused(422, "ADDRESS_NOT_SERVABLE");
    assert_eq!(error["details"][0]["field"], "shipping_method");
    assert_eq!(
        customer.get(&path).await.ok()["shipping_method"],
        "STANDARD"
    );
    let order = json!({
        "items": [{ "sku": MUG, "quantity": 2 }], "shipping_address": austin, "shipping_method": "BIKE",
        "payment_method": "CASH_ON_DELIVERY"
    });
    let error = customer.post("/api/v1/orders", order.to_string()).await;
    let error = error.refused(422, "ADDRESS_NOT_SERVABLE");
    assert_eq!(error["details"][0]["field"], "shipping_method");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_that_became_too_heavy_needs_another_way() {
    let shop = Shop::open().await;
    furnish(&shop).await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY", "shipping_method": "BYWEIGHT" });
    let id = customer.checkout_of(&cart, payment).await;
    let eleven = json!({ "sku": MUG, "quantity": 11 }).to_string();
    customer
        .post(&format!("{cart}/items"), eleven)
        .await
        .created();

    let path = format!("/api/v1/checkout/{id}");
    let checkout = customer.get(&path).await.ok();

    // 13 * 12.50, 8 % on it, and no shipping.
    assert_eq!(checkout["missing"], json!(["shipping_method"]));
    assert_eq!(
        (
            &checkout["subtotal"],
            &checkout["shipping_amount"],
            &checkout["total_amount"]
        ),
        (&json!(162.5), &json!(0.0), &json!(175.5))
    );
    assert_eq!(
        options(&checkout),
        json!([["PICKUP", 0.0], ["STANDARD", 5.0], ["BIKE", 3.0]])
    );
    let error = customer
        .confirm(&id)
        .await
        .refused(422, "ADDRESS_NOT_SERVABLE");
    assert_eq!(error["details"][0]["field"], "shipping_method");
    save(
        &customer,
        &json!(id),
        json!({ "shipping_method": "STANDARD" }),
    )
    .await
    .ok();
    let order = customer.confirm(&id).await.created();
    assert_eq!(order["total_amount"], 180.5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_taxed_where_it_goes() {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.tax_rates (tenant_id, country, region, name, rate)
         values ($tenant, 'US', 'NY', 'New York', 0.1)",
    )
    .await;
    let customer = shop.customer();
    let order = |address: Value| {
        json!({
            "items": [{ "sku": MUG, "quantity": 2 }], "shipping_address": address,
            "shipping_method": "STANDARD", "payment_method": "CASH_ON_DELIVERY"
        })
        .to_string()
    };

    // 25.00 of goods: 10 % in New York, 8 % in the rest of the country.
    for (state, postal_code, tax) in [("ny", "10001", 2.5), ("TX", "78701", 2.0)] {
        let body = order(in_state(state, postal_code));
        let placed = customer.post("/api/v1/orders", body).await.created();
        assert_eq!(placed["tax_amount"], tax, "{state}");
    }
}
