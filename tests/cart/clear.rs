//! `DELETE /api/v1/cart/{id}`

use harness::{MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_cleared_cart_is_empty_and_still_there() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;
    let coupon = json!({ "code": "SUMMER10" }).to_string();
    customer.post(&format!("{cart}/coupons"), coupon).await.ok();
    customer.patch(&cart, r#"{"notes": "A gift"}"#).await.ok();

    let stale = customer.with("if-match", "\"4\"").delete(&cart).await;
    stale.refused(412, "STALE_VERSION");
    assert_eq!(
        customer.get(&cart).await.ok()["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let cleared = customer.with("if-match", "\"5\"").delete(&cart).await;

    assert_eq!(cleared.header("etag"), "\"6\"");
    let total = r#""total_amount":0.00"#;
    assert!(cleared.text.contains(total), "{}", cleared.text);
    let cleared = cleared.ok();
    assert_eq!(cleared["items"], json!([]));
    assert_eq!(cleared["coupons"], json!([]));
    assert_eq!(cleared["notes"], Value::Null);
    assert_eq!(cleared["status"], "open");
    let left = shop
        .row(
            "select (select count(*) from spindle.cart_lines where tenant_id = $tenant) as lines,
                    (select count(*) from spindle.cart_coupons where tenant_id = $tenant) as coupons",
        )
        .await;
    assert_eq!(left, json!({ "lines": 0, "coupons": 0 }));
}
