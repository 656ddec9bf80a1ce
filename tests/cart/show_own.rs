//! `GET /api/v1/cart`

use std::time::Duration;

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_cart_that_was_written_to_last_is_gone_on_with() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    customer.get("/api/v1/cart").await.refused(404, "NOT_FOUND");
    let first = customer.cart_with(&[(MUG, 2)]).await;
    shop.move_clock(Duration::from_secs(60)).await;
    customer.cart_with(&[("SHIRT-M", 1)]).await;
    shop.move_clock(Duration::from_secs(60)).await;
    customer.patch(&first, r#"{"notes": "A gift"}"#).await.ok();

    let own = customer.get("/api/v1/cart").await;

    assert_eq!(own.header("etag"), "\"3\"");
    let own = own.ok();
    assert_eq!(
        format!("/api/v1/cart/{}", own["id"].as_str().unwrap()),
        first
    );
    assert_eq!(
        (&own["items"][0]["quantity"], &own["notes"]),
        (&json!(2), &json!("A gift"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_that_is_over_or_somebody_elses_is_not_gone_on_with() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    customer.cart_with(&[(MUG, 1)]).await;
    let id = customer.id;

    let same_name_elsewhere = shop.stranger().await;
    same_name_elsewhere
        .get("/api/v1/cart")
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .get("/api/v1/cart")
        .await
        .refused(404, "NOT_FOUND");
    shop.visitor()
        .get("/api/v1/cart")
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.admin()
        .get("/api/v1/cart")
        .await
        .refused(403, "FORBIDDEN");
    shop.move_clock(Duration::from_secs(91 * 86_400)).await;
    shop.customer_with(id)
        .get("/api/v1/cart")
        .await
        .refused(404, "NOT_FOUND");

    let ordered = shop.customer();
    ordered
        .order_of(&[(MUG, 1)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await
        .created();
    ordered.get("/api/v1/cart").await.refused(404, "NOT_FOUND");
}
