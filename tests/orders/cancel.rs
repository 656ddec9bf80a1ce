//! `POST /api/v1/orders/{id or order number}/cancel` and `DELETE /api/v1/orders/{…}?reason=`

use harness::{MUG, Need, Person, Shop, Value, json};

fn card() -> Value {
    json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" })
}

fn cod() -> Value {
    json!({ "payment_method": "CASH_ON_DELIVERY" })
}

/// A shop that waits for its provider, however busy the machine is.
async fn patient() -> Option<Shop> {
    Shop::open_with(&[Need::Variables], &[("payment_timeout_ms", "20000")]).await
}

/// Two mugs with a coupon that can be used once.
async fn order_with_coupon(customer: &Person, payment: Value) -> String {
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "ONCE"}"#)
        .await
        .ok();
    let checkout = customer.checkout_of(&cart, payment).await;
    let order = customer.confirm(&checkout).await.body;
    format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
}

async fn world(shop: &Shop) -> Value {
    shop.row(
        "select (select on_hand from spindle.stock where tenant_id = $tenant and sku = 'MUG') as on_hand,
                (select reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG') as reserved,
                (select uses_claimed from spindle.campaigns where tenant_id = $tenant and coupon_code = 'ONCE') as uses,
                (select jsonb_agg(topic order by event_id) from spindle.outbox where tenant_id = $tenant) as events,
                (select jsonb_agg(jsonb_build_array(kind, on_hand_change, reserved_change) order by movement_id)
                   from spindle.stock_movements where tenant_id = $tenant and order_id is not null) as movements",
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sold_comes_back_once_and_so_does_its_coupon() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = order_with_coupon(&customer, cod()).await;
    assert_eq!(
        world(&shop).await,
        json!({
            "on_hand": 98, "reserved": 0, "uses": 1, "events": ["order.confirmed"],
            "movements": [["reserve", 0, 2], ["commit", -2, -2]]
        })
    );

    let answer = customer
        .post(
            &format!("{path}/cancel"),
            r#"{"reason": "Changed my mind"}"#,
        )
        .await;

    let etag = answer.header("etag").to_owned();
    let order = answer.ok();
    assert_eq!(
        (
            &order["status"],
            &order["cancel_reason"],
            &order["payment_status"]
        ),
        (
            &json!("CANCELLED"),
            &json!("Changed my mind"),
            &json!("PENDING")
        )
    );
    assert_eq!(etag, format!("\"{}\"", order["version"]));
    let after = json!({
        "on_hand": 100, "reserved": 0, "uses": 0, "events": ["order.confirmed", "order.cancelled"],
        "movements": [["reserve", 0, 2], ["commit", -2, -2], ["return", 2, 0]]
    });
    assert_eq!(world(&shop).await, after);
    let entry = shop
        .row("select status, actor, note, detail from spindle.order_history where tenant_id = $tenant order by entry_id desc")
        .await;
    assert_eq!(
        entry,
        json!({
            "status": "CANCELLED", "actor": format!("customer:{}", customer.id),
            "note": "Cancelled: Changed my mind", "detail": { "reason": "Changed my mind" }
        })
    );

    customer
        .post(
            &format!("{path}/cancel"),
            r#"{"reason": "Changed my mind"}"#,
        )
        .await
        .refused(409, "INVALID_TRANSITION");
    assert_eq!(world(&shop).await, after);
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_held_is_released_and_a_payment_under_way_is_left_to_its_answer() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let pending = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let path = order_with_coupon(&customer, pending).await;

    let order = customer.delete(&path).await.ok();

    assert_eq!(
        (&order["status"], &order["cancel_reason"]),
        (&json!("CANCELLED"), &json!("No reason given"))
    );
    let world = world(&shop).await;
    assert_eq!(
        (&world["on_hand"], &world["reserved"], &world["uses"]),
        (&json!(100), &json!(0), &json!(0))
    );
    assert_eq!(
        world["movements"],
        json!([["reserve", 0, 2], ["release", 0, -2]])
    );
    let attempts = shop
        .rows("select kind, status from spindle.payment_attempts where tenant_id = $tenant")
        .await;
    assert_eq!(attempts, [json!({ "kind": "charge", "status": "pending" })]);
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_money_of_a_paid_order_goes_back() {
    let Some(shop) = patient().await else {
        return;
    };
    let customer = shop.customer();
    let path = order_with_coupon(&customer, card()).await;
    let paid = customer.get(&path).await.ok()["amount_paid"].clone();

    let order = customer
        .delete(&format!("{path}?reason=Too%20late"))
        .await
        .ok();

    assert_eq!(
        (
            &order["status"],
            &order["payment_status"],
            &order["cancel_reason"]
        ),
        (&json!("CANCELLED"), &json!("REFUNDED"), &json!("Too late"))
    );
    assert_eq!(order["amount_refunded"], paid);
    let money = shop
        .rows("select kind, amount_minor from spindle.payment_transactions where tenant_id = $tenant order by transaction_id")
        .await;
    assert_eq!(money.len(), 2);
    assert_eq!(
        (
            &money[0]["kind"],
            &money[1]["kind"],
            &money[0]["amount_minor"]
        ),
        (
            &json!("capture"),
            &json!("refund"),
            &money[1]["amount_minor"]
        )
    );
    assert_eq!(
        shop.row("select on_hand from spindle.stock where tenant_id = $tenant and sku = 'MUG'")
            .await["on_hand"],
        100
    );
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_being_prepared_only_the_shop_cancels_and_what_has_left_nobody() {
    let shop = Shop::open().await;
    let (customer, admin) = (shop.customer(), shop.admin());
    let order = customer.order_of(&[(MUG, 2)], cod()).await.created();
    let path = format!("/api/v1/orders/{}", order["order_number"].as_str().unwrap());
    let body = r#"{"reason": "why not"}"#;
    let part =
        json!({ "items": [{ "item_id": order["items"][0]["id"], "quantity": 1 }] }).to_string();
    admin.post(&format!("{path}/ship"), part).await.ok();

    for person in [&customer, &admin] {
        let error = person
            .post(&format!("{path}/cancel"), body)
            .await
            .refused(409, "INVALID_TRANSITION");
        assert_eq!(error["details"][0]["status"], "PROCESSING");
    }
    let before = order["version"].as_i64().unwrap();
    assert_eq!(customer.get(&path).await.ok()["version"], before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_is_asked_for_and_a_version_is_kept() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = order_with_coupon(&customer, cod()).await;
    let read = customer.get(&path).await;
    let etag = read.header("etag").to_owned();
    shop.admin()
        .put(&path, r#"{"notes": "fragile"}"#)
        .await
        .ok();

    let stale = customer.with("if-match", &etag);
    stale.delete(&path).await.refused(412, "STALE_VERSION");
    stale
        .post(&format!("{path}/cancel"), r#"{"reason": "x"}"#)
        .await
        .refused(412, "STALE_VERSION");
    for (bad, field) in [
        ("{}", "reason"),
        (r#"{"reason": ""}"#, "reason"),
        (&json!({ "reason": "x".repeat(501) }).to_string(), "reason"),
    ] {
        let error = customer
            .post(&format!("{path}/cancel"), bad)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{bad}");
    }
    customer
        .delete(&format!("{path}?reason="))
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(customer.get(&path).await.ok()["status"], "CONFIRMED");

    let fresh = customer.get(&path).await;
    let fresh = customer.with("if-match", fresh.header("etag"));
    fresh.delete(&path).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_cancels_once_and_answers_the_order_as_it_is() {
    let Some(shop) = patient().await else {
        return;
    };
    let customer = shop.customer();
    let path = order_with_coupon(&customer, card()).await;
    let keyed = customer.with("idempotency-key", "once");
    let cancel = format!("{path}/cancel");

    let first = keyed.post(&cancel, r#"{"reason": "x"}"#).await.ok();
    let again = keyed.post(&cancel, r#"{"reason": "x"}"#).await.ok();

    assert_eq!(first, again);
    keyed
        .post(&cancel, r#"{"reason": "y"}"#)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    keyed
        .delete(&format!("{path}?reason=x"))
        .await
        .refused(409, "INVALID_TRANSITION");
    keyed
        .delete(&format!("{path}?reason=y"))
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    let told = shop
        .row("select count(*) from spindle.outbox where tenant_id = $tenant and topic = 'order.cancelled'")
        .await;
    assert_eq!(told["count"], 1);
}
