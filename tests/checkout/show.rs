//! `GET /api/v1/checkout/{id}`

use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_checkout_shows_what_is_missing_and_then_its_order() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let id = customer
        .checkout_of(&cart, json!({ "payment_method": "CREDIT_CARD" }))
        .await;
    let path = format!("/api/v1/checkout/{id}");

    assert_eq!(
        customer.get(&path).await.ok()["missing"],
        json!(["payment_token"])
    );
    customer
        .confirm(&id)
        .await
        .refused(422, "CHECKOUT_INCOMPLETE");

    let token = json!({ "checkout_id": id, "payment_token": "tok_success" }).to_string();
    let state = customer.put("/api/v1/checkout/state", token).await;
    assert!(
        !state.text.contains("tok_success"),
        "a token is never shown: {}",
        state.text
    );
    let order = customer.confirm(&id).await.created();

    let shown = customer.get(&path).await.ok();
    assert_eq!(shown["status"], "completed");
    assert_eq!(shown["order_id"], order["id"]);
    assert_eq!(shown["order"], order, "a placed order is not priced again");
    shop.customer().get(&path).await.refused(404, "NOT_FOUND");
    shop.stranger()
        .await
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
}
