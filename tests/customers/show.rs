//! `GET /api/v1/customers/{id}`

use harness::{Shop, Uuid, json};

#[tokio::test(flavor = "multi_thread")]
async fn customers_of_another_shop_are_nobody_here() {
    let shop = Shop::open().await;
    let stranger = shop.stranger().await;
    shop.run(&format!(
        "insert into spindle.customers (tenant_id, customer_id, vip_level, updated_at)
         select tenant_id, '{}', 'gold', spindle.clock() from spindle.tenants where tenant_id <> $tenant",
        stranger.id
    ))
    .await;
    let path = format!("/api/v1/customers/{}", stranger.id);
    assert_eq!(
        stranger.get("/api/v1/customers/me").await.ok()["vip_level"],
        "gold"
    );

    assert_eq!(shop.admin().get(&path).await.ok()["vip_level"], json!(null));

    shop.customer().get(&path).await.refused(403, "FORBIDDEN");
    shop.admin()
        .get("/api/v1/customers/ada")
        .await
        .refused(422, "VALIDATION_FAILED");
    let nobody = shop
        .admin()
        .get(&format!("/api/v1/customers/{}", Uuid::nil()))
        .await
        .ok();
    assert_eq!(nobody["segments"], json!([]));
}
