//! `POST /internal/tick`

use std::time::Duration;

use harness::{Need, Shop};

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
