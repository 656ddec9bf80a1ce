//! `GET /api/v1/warehouses`

use harness::{Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_nearest_to_the_heart_come_first() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let first =
        r#"{"name": "Jersey", "country": "us", "region": "NJ", "priority": 1, "markup": "0.05"}"#;
    admin.put("/api/v1/warehouses/EAST", first).await.ok();

    let listed = admin.get("/api/v1/warehouses").await.ok();

    let main = json!({ "code": "MAIN", "name": "The only one", "country": "US", "region": "",
                       "priority": 100, "markup": "0", "status": "active" });
    let east = json!({ "code": "EAST", "name": "Jersey", "country": "US", "region": "NJ",
                       "priority": 1, "markup": "0.05", "status": "active" });
    assert_eq!(listed, json!({ "warehouses": [east, main] }));
    shop.customer()
        .get("/api/v1/warehouses")
        .await
        .refused(403, "FORBIDDEN");
    let stranger = shop
        .admin_of("no-such-shop")
        .get("/api/v1/warehouses")
        .await;
    assert_eq!(stranger.ok(), json!({ "warehouses": [] }));
}
