//! `POST /internal/tick`

use std::time::Duration;

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_forgotten_after_a_day() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer().with("idempotency-key", "k");
    let first = customer.post("/api/v1/cart", "{}").await.created();
    let service = shop.service();

    shop.move_clock(Duration::from_secs(23 * 3600)).await;
    assert_eq!(
        service.post("/internal/tick", "").await.ok()["answers_forgotten"],
        0
    );
    shop.move_clock(Duration::from_secs(2 * 3600)).await;
    assert_eq!(
        service.post("/internal/tick", "").await.ok()["answers_forgotten"],
        1
    );

    let second = customer.post("/api/v1/cart", "{}").await.created();
    assert_ne!(first["id"], second["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_service_may_tick() {
    let shop = Shop::open().await;

    shop.admin()
        .post("/internal/tick", "")
        .await
        .refused(403, "FORBIDDEN");
    shop.customer()
        .post("/internal/tick", "")
        .await
        .refused(403, "FORBIDDEN");
    shop.visitor()
        .post("/internal/tick", "")
        .await
        .refused(401, "UNAUTHENTICATED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_that_has_become_an_order_stays_one_when_its_time_is_over() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    customer.order_of(&[(MUG, 1)], payment).await.created();
    let cart = "select status, version, expires_at is null as is_swept from spindle.carts where tenant_id = $tenant";
    let before = shop.row(cart).await;
    assert_eq!(
        (&before["status"], &before["is_swept"]),
        (&json!("closed"), &json!(false))
    );

    shop.move_clock(Duration::from_secs(91 * 24 * 3600)).await;
    let ticked = shop.service().post("/internal/tick", "").await.ok();

    assert_eq!(ticked["carts_expired"], 0);
    let swept = json!({ "status": "closed", "version": before["version"], "is_swept": true });
    assert_eq!(shop.row(cart).await, swept);
}
