//! `PATCH /api/v1/cart/{id}/items/{item}`

use harness::{MUG, Shop, Uuid};

#[tokio::test(flavor = "multi_thread")]
async fn a_line_gets_the_quantity_that_is_said() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let line = customer.get(&cart).await.ok()["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();

    let changed = customer
        .patch(&format!("{cart}/items/{line}"), r#"{"quantity": 7}"#)
        .await;

    assert_eq!(changed.header("etag"), "\"3\"");
    let changed = changed.ok();
    assert_eq!(changed["items"][0]["quantity"], 7);
    assert_eq!(changed["items"][0]["id"], line.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_line_of_this_cart_at_this_version_changes() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let line = customer.get(&cart).await.ok()["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let other_cart = customer.cart_with(&[]).await;
    let seven = r#"{"quantity": 7}"#;

    customer
        .patch(&format!("{other_cart}/items/{line}"), seven)
        .await
        .refused(404, "NOT_FOUND");
    customer
        .patch(&format!("{cart}/items/{}", Uuid::new_v4()), seven)
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .patch(&format!("{cart}/items/{line}"), seven)
        .await
        .refused(404, "NOT_FOUND");
    let stale = customer.with("if-match", "\"1\"");
    stale
        .patch(&format!("{cart}/items/{line}"), seven)
        .await
        .refused(412, "STALE_VERSION");

    assert_eq!(customer.get(&cart).await.ok()["items"][0]["quantity"], 2);
}
