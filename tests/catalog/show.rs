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

#[tokio::test(flavor = "multi_thread")]
async fn the_price_is_the_one_of_the_list_today() {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.prices (tenant_id, sku, price_id, currency, amount_minor, min_quantity, list, valid_from)
         values ($tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 5000, 1, 'standard', now() - interval '1 hour'),
                ($tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 1000, 1, 'standard', now() + interval '1 hour'),
                ($tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 2000, 10, 'standard', null),
                ($tenant, 'SHIRT-M', gen_random_uuid(), 'USD', 3000, 1, 'outlet', null)",
    )
    .await;

    let path = format!("/api/v1/products/{PRODUCT_SHIRT}");
    let answer = shop.visitor().get(&path).await;

    assert_eq!(answer.header("etag"), "\"1\"");
    assert!(answer.text.contains(r#""price":50.00"#), "{}", answer.text);
    assert!(answer.text.contains(r#""price":59.99"#), "{}", answer.text);
}
