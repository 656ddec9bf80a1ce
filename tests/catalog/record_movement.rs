//! `POST /api/v1/stock/movements`

use harness::{Shop, Value, json};

use crate::races::books;

const MOVEMENTS: &str = "/api/v1/stock/movements";

fn movement(kind: &str, quantity: i64) -> Value {
    json!({ "sku": "MUG", "warehouse": "MAIN", "kind": kind, "quantity": quantity, "reason": "Count of May" })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_has_a_reason_and_an_actor() {
    let shop = Shop::open().await;
    let admin = shop.admin();

    let received = admin
        .post(MOVEMENTS, movement("receive", 20).to_string())
        .await;
    let returned = admin
        .post(MOVEMENTS, movement("return", 1).to_string())
        .await;
    let corrected = admin
        .post(MOVEMENTS, movement("correct", -21).to_string())
        .await;

    let received = received.created();
    let entry = &received["movement"];
    assert_eq!(
        (&entry["kind"], &entry["on_hand_change"]),
        (&json!("receive"), &json!(20))
    );
    assert_eq!(
        (&entry["reason"], &entry["actor"]),
        (&json!("Count of May"), &json!("test-admin"))
    );
    assert_eq!(received["stock"]["on_hand"], 120);
    assert_eq!(returned.created()["stock"]["on_hand"], 121);
    assert_eq!(corrected.created()["stock"]["available"], 100);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_arrive_where_there_were_none() {
    let shop = Shop::open().await;
    let east = r#"{"name": "East", "country": "US"}"#;
    shop.admin().put("/api/v1/warehouses/EAST", east).await.ok();
    let mut arrived = movement("receive", 5);
    arrived["warehouse"] = json!("EAST");

    shop.admin()
        .post(MOVEMENTS, arrived.to_string())
        .await
        .created();

    let mugs = books::on_hand(&shop, "MUG").await;
    assert_eq!(mugs, [("EAST".into(), 5), ("MAIN".into(), 100)]);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_moves_nothing_twice() {
    let shop = Shop::open().await;
    let admin = shop.admin().with("idempotency-key", "delivery-7");

    let first = admin
        .post(MOVEMENTS, movement("receive", 20).to_string())
        .await
        .created();
    let second = admin
        .post(MOVEMENTS, movement("receive", 20).to_string())
        .await
        .created();
    let other = admin
        .post(MOVEMENTS, movement("receive", 21).to_string())
        .await;

    assert_eq!(first, second);
    other.refused(422, "IDEMPOTENCY_KEY_REUSED");
    assert_eq!(books::on_hand(&shop, "MUG").await, [("MAIN".into(), 120)]);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_promised_cannot_be_corrected_away() {
    let shop = Shop::open().await;
    let pending = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    shop.customer()
        .order_of(&[("MUG", 30)], pending)
        .await
        .accepted();

    let error = shop
        .admin()
        .post(MOVEMENTS, movement("correct", -71).to_string())
        .await;

    let error = error.refused(409, "STOCK_RESERVED");
    assert_eq!(
        error["details"],
        json!([{ "on_hand": 100, "reserved": 30 }])
    );
    shop.admin()
        .post(MOVEMENTS, movement("correct", -70).to_string())
        .await
        .created();
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_by_its_field() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;

    for (field, value, kind) in [
        ("sku", json!("NONE"), "receive"),
        ("sku", json!("SET"), "receive"),
        ("sku", json!(""), "receive"),
        ("warehouse", json!("NONE"), "receive"),
        ("warehouse", json!("main"), "receive"),
        ("kind", json!("reserve"), "receive"),
        ("quantity", json!(0), "receive"),
        ("quantity", json!(-1), "return"),
        ("quantity", json!(0), "correct"),
        ("quantity", json!(1_000_000_001), "receive"),
        ("quantity", json!(-1_000_000_001), "correct"),
        ("reason", json!(""), "receive"),
        ("reason", json!("x".repeat(501)), "receive"),
    ] {
        let mut bad = movement(kind, 1);
        bad[field] = value.clone();
        let error = shop.admin().post(MOVEMENTS, bad.to_string()).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{value}: {error}");
    }
    let customer = shop
        .customer()
        .post(MOVEMENTS, movement("receive", 1).to_string())
        .await;
    customer.refused(403, "FORBIDDEN");
    assert_eq!(books::on_hand(&shop, "MUG").await, [("MAIN".into(), 100)]);
}
