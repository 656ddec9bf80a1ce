//! `DELETE /api/v1/products/{id}`

use harness::{Shop, Uuid};

const SHIRT: &str = "/api/v1/products/00000000-0000-4000-8000-000000000002";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_out_is_not_sold_and_not_forgotten() {
    let shop = Shop::open().await;

    let product = shop.admin().delete(SHIRT).await.ok();

    assert_eq!(product["status"], "inactive");
    shop.visitor().get(SHIRT).await.refused(404, "NOT_FOUND");
    let customer = shop.customer();
    let cart = customer.cart_with(&[]).await;
    let item = r#"{"sku": "SHIRT-M", "quantity": 1}"#;
    customer
        .post(&format!("{cart}/items"), item)
        .await
        .refused(422, "ITEM_NOT_SOLD");
    assert_eq!(
        shop.admin().get(SHIRT).await.ok()["variants"][0]["available_quantity"],
        10
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_out_says_why() {
    let shop = Shop::open().await;
    let missing = format!("/api/v1/products/{}", Uuid::new_v4());

    shop.admin()
        .delete(&missing)
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .delete(SHIRT)
        .await
        .refused(403, "FORBIDDEN");
    let stale = shop.admin().with("if-match", "\"7\"").delete(SHIRT).await;
    stale.refused(412, "STALE_VERSION");
    shop.visitor().get(SHIRT).await.ok();
}
