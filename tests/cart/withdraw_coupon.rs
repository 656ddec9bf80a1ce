//! `DELETE /api/v1/cart/{id}/coupons/{code}`

use harness::{MUG, Shop};

#[tokio::test(flavor = "multi_thread")]
async fn without_its_coupon_a_cart_costs_what_it_did() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let before = customer.get(&cart).await.ok()["total_amount"].clone();
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "SUMMER10"}"#)
        .await
        .ok();

    let after = customer
        .delete(&format!("{cart}/coupons/SUMMER10"))
        .await
        .ok();

    assert_eq!(after["total_amount"], before);
    assert_eq!(after["coupons"].as_array().unwrap().len(), 0);
    customer
        .delete(&format!("{cart}/coupons/SUMMER10"))
        .await
        .refused(404, "NOT_FOUND");
}
