//! `POST /api/v1/checkout/start`

use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn starting_twice_resumes() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let start = json!({ "cart_id": cart.rsplit('/').next() }).to_string();

    let first = customer
        .post("/api/v1/checkout/start", start.clone())
        .await
        .created();
    let again = customer
        .post("/api/v1/checkout/start", start)
        .await
        .created();

    assert_eq!(first["id"], again["id"]);
    assert_eq!(first["status"], "open");
    assert_eq!(
        first["missing"],
        json!([
            "shipping_address",
            "billing_address",
            "shipping_method",
            "payment_method"
        ])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_own_open_cart_with_something_in_it_can_be_checked_out() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let start = |cart: &str| json!({ "cart_id": cart.rsplit('/').next() }).to_string();
    let empty = customer.cart_with(&[]).await;
    let others = shop.customer().cart_with(&[(MUG, 1)]).await;
    let closed = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer
        .checkout_of(&closed, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    customer.confirm(&checkout).await.created();

    for (cart, status, code) in [
        (empty, 409, "CART_EMPTY"),
        (others, 404, "NOT_FOUND"),
        (closed.clone(), 409, "CART_CLOSED"),
    ] {
        customer
            .post("/api/v1/checkout/start", start(&cart))
            .await
            .refused(status, code);
    }
    let mug = json!({ "sku": MUG, "quantity": 1 }).to_string();
    customer
        .post(&format!("{closed}/items"), mug)
        .await
        .refused(409, "CART_CLOSED");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_more_than_money_can_count_is_refused() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    shop.run(
        "update spindle.prices set amount_minor = 5000000000000000000
          where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    let shown = customer.get(&cart).await.ok();
    let start = json!({ "cart_id": shown["id"] }).to_string();
    let refused = customer.post("/api/v1/checkout/start", start).await;

    assert_eq!(shown["unpriced"], json!({ "reason": "too_large" }));
    refused.refused(422, "AMOUNT_TOO_LARGE");
}
