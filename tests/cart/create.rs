//! `POST /api/v1/cart`

use harness::Shop;

#[tokio::test(flavor = "multi_thread")]
async fn a_new_cart_is_empty_and_costs_nothing() {
    let shop = Shop::open().await;

    let answer = shop.customer().post("/api/v1/cart", "{}").await;

    assert_eq!(answer.header("etag"), "\"1\"");
    assert!(
        answer.text.contains(r#""total_amount":0.00"#),
        "{}",
        answer.text
    );
    let cart = answer.created();
    assert_eq!(cart["status"], "open");
    assert_eq!(cart["currency"], "USD");
    assert_eq!(cart["items"].as_array().unwrap().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_makes_one_cart() {
    let shop = Shop::open().await;
    let customer = shop.customer().with("idempotency-key", "first-cart");

    let first = customer.post("/api/v1/cart", "{}").await.created();
    let again = customer.post("/api/v1/cart", "{}").await.created();

    assert_eq!(first, again);
    let carts = shop
        .row("select count(*) from spindle.carts where tenant_id = $tenant")
        .await;
    assert_eq!(carts["count"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_belongs_to_one_customer() {
    let shop = Shop::open().await;

    let one = shop
        .customer()
        .with("idempotency-key", "k")
        .post("/api/v1/cart", "{}")
        .await
        .created();
    let other = shop
        .customer()
        .with("idempotency-key", "k")
        .post("/api/v1/cart", "{}")
        .await
        .created();

    assert_ne!(one["id"], other["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_of_a_shop_that_is_not_there_opens_nothing() {
    let shop = Shop::open().await;
    let stranger = shop.customer_of_nowhere();

    stranger
        .post("/api/v1/cart", "{}")
        .await
        .refused(404, "NOT_FOUND");
}
