//! `GET /api/v1/customers/me`

use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn customers_see_what_prices_depend_on() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let nothing =
        json!({ "id": customer.id, "vip_level": null, "segments": [], "orders_placed": 0 });
    assert_eq!(customer.get("/api/v1/customers/me").await.ok(), nothing);

    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    customer.order_of(&[(MUG, 1)], cod).await.created();
    let body = json!({ "vip_level": "gold", "segments": ["staff"] }).to_string();
    shop.admin()
        .put(&format!("/api/v1/customers/{}", customer.id), body)
        .await
        .ok();

    let expected = json!({ "id": customer.id, "vip_level": "gold", "segments": ["staff"], "orders_placed": 1 });
    assert_eq!(customer.get("/api/v1/customers/me").await.ok(), expected);
    shop.visitor()
        .get("/api/v1/customers/me")
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.admin()
        .get("/api/v1/customers/me")
        .await
        .refused(403, "FORBIDDEN");
}
