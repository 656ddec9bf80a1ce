//! `DELETE /api/v1/cart/{id}/items/{item}`

use harness::{MUG, Shop};

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_line_is_gone_and_the_others_stay() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;
    let line = customer.get(&cart).await.ok()["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("{cart}/items/{line}");

    customer
        .with("if-match", "\"1\"")
        .delete(&path)
        .await
        .refused(412, "STALE_VERSION");
    let left = customer.delete(&path).await.ok();

    assert_eq!(left["items"].as_array().unwrap().len(), 1);
    assert_eq!(left["items"][0]["sku"], "SHIRT-M");
    customer.delete(&path).await.refused(404, "NOT_FOUND");
}
