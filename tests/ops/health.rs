//! `GET /health/live` and `/health/ready`

use harness::{Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_is_up_says_so_to_anybody() {
    let shop = Shop::open().await;
    let nobody = shop.visitor().without("x-tenant");

    assert_eq!(
        nobody.get("/health/live").await.ok(),
        json!({ "status": "live" })
    );
    let ready = nobody.get("/health/ready").await.ok();
    assert_eq!(
        ready,
        json!({ "status": "ready", "dependencies": { "database": "ready" } })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_without_its_database_is_alive_but_not_ready() {
    let down = [
        ("database_url", "postgres://nobody@127.0.0.1:1/gone"),
        ("database_host", "127.0.0.1"),
        ("database_port", "1"),
    ];
    let Some(shop) = Shop::open_with(&[Need::Variables], &down).await else {
        return;
    };

    shop.visitor().get("/health/live").await.ok();
    let ready = shop.visitor().get("/health/ready").await;
    assert_eq!(ready.status.as_u16(), 503);
    assert_eq!(ready.body["dependencies"]["database"], "unavailable");
    let cart = shop.customer().post("/api/v1/cart", "{}").await;
    assert_eq!(cart.header("retry-after"), "1");
    cart.refused(503, "SERVICE_UNAVAILABLE");
}
