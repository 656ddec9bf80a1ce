//! `GET /api/v1/products/{id}`

use harness::{PRODUCT_SHIRT, Shop, Uuid};

#[tokio::test(flavor = "multi_thread")]
async fn a_product_shows_price_and_stock_of_each_variant() {
    let shop = Shop::open().await;

    let answer = shop
        .visitor()
        .get(&format!("/api/v1/products/{PRODUCT_SHIRT}"))
        .await;

    assert!(answer.text.contains(r#""price":59.99"#), "{}", answer.text);
    let product = answer.ok();
    assert_eq!(product["currency"], "USD");
    assert_eq!(product["variants"][0]["sku"], "SHIRT-L");
    assert_eq!(product["variants"][0]["available_quantity"], 10);
    assert_eq!(product["variants"][1]["sku"], "SHIRT-M");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_shown_is_not_there() {
    let shop = Shop::open().await;
    let path = format!("/api/v1/products/{PRODUCT_SHIRT}");
    shop.visitor()
        .get(&format!("/api/v1/products/{}", Uuid::new_v4()))
        .await
        .refused(404, "NOT_FOUND");

    shop.run(&format!(
        "update spindle.products set status = 'inactive' where tenant_id = $tenant and product_id = '{PRODUCT_SHIRT}'"
    ))
    .await;

    shop.visitor().get(&path).await.refused(404, "NOT_FOUND");
}
