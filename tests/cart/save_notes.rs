//! `PATCH /api/v1/cart/{id}` and `PUT`

use harness::{MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_kept_replaced_and_taken_back() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    assert_eq!(customer.get(&cart).await.ok()["notes"], Value::Null);

    let noted = customer
        .patch(&cart, r#"{"notes": "A gift,\nplease wrap 🎁"}"#)
        .await;
    assert_eq!(noted.header("etag"), "\"3\"");
    assert_eq!(noted.ok()["notes"], "A gift,\nplease wrap 🎁");
    let replaced = customer.put(&cart, r#"{"notes": "No gift"}"#).await.ok();
    assert_eq!(replaced["notes"], "No gift");
    assert_eq!(customer.get(&cart).await.ok()["notes"], "No gift");
    let stale = customer.with("if-match", "\"3\"");
    stale
        .patch(&cart, r#"{"notes": "Too late"}"#)
        .await
        .refused(412, "STALE_VERSION");
    let taken_back = customer.patch(&cart, r#"{"notes": ""}"#).await.ok();

    assert_eq!(taken_back["notes"], Value::Null);
    assert_eq!(taken_back["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_have_2000_characters_and_no_more() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[]).await;
    let notes = |length| json!({ "notes": "é".repeat(length) }).to_string();

    customer.patch(&cart, notes(2000)).await.ok();
    let error = customer.patch(&cart, notes(2001)).await;

    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "notes");
    let message = error["details"][0]["message"].as_str().unwrap();
    assert!(message.contains("2000"), "{message}");
    let kept = customer.get(&cart).await.ok()["notes"].clone();
    assert_eq!(kept, "é".repeat(2000));
}
