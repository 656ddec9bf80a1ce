//! Two people with one cart: whoever writes to what is gone hears of it, by every verb, and
//! nothing is lost.

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_read_the_same_version_one_writes() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let items = format!("{cart}/items");
    let reader = customer.with("if-match", "\"2\"");
    let add = |sku: &str| json!({ "sku": sku, "quantity": 1 }).to_string();

    let lock = shop
        .lock("select from spindle.carts where tenant_id = $tenant for update")
        .await;
    let (one, other, ()) = tokio::join!(
        reader.post(&items, add("SHIRT-M")),
        reader.post(&items, add("SHIRT-L")),
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost) = if one.status.is_success() {
        ((one, "SHIRT-M"), (other, "SHIRT-L"))
    } else {
        ((other, "SHIRT-L"), (one, "SHIRT-M"))
    };
    lost.0.refused(412, "STALE_VERSION");
    let shown = customer.get(&cart).await;
    assert_eq!(shown.header("etag"), "\"3\"");
    assert_eq!(shown.text, won.0.text);
    let shown = shown.ok();
    let skus: Vec<_> = shown["items"].as_array().unwrap().iter().collect();
    assert_eq!((skus.len(), &skus[1]["sku"]), (2, &json!(won.1)));

    // Having read again, the other has it, too.
    let again = customer.with("if-match", "\"3\"");
    let both = again.post(&items, add(lost.1)).await.created();
    assert_eq!(both["items"].as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_write_names_a_version_that_is_there() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let coupon = json!({ "code": "SUMMER10" }).to_string();
    customer.post(&format!("{cart}/coupons"), coupon).await.ok();
    let before = customer.get(&cart).await.ok();
    let line = format!("/items/{}", before["items"][0]["id"].as_str().unwrap());
    let (guest, guest_cart) = shop.visitor().guest_with(&[("SHIRT-M", 1)]).await;
    let merge = json!({ "cart_id": guest_cart.rsplit('/').next() }).to_string();
    let stale = customer
        .with("if-match", "\"2\"")
        .with("cart-token", guest.header("cart-token"));
    let writes = [
        ("POST", "/items", r#"{"sku": "MUG", "quantity": 1}"#),
        ("PATCH", &line, r#"{"quantity": 3}"#),
        ("DELETE", &line, ""),
        ("POST", "/coupons", r#"{"code": "FREESHIP"}"#),
        ("DELETE", "/coupons/SUMMER10", ""),
        ("PATCH", "", r#"{"notes": "A gift"}"#),
        ("PUT", "", r#"{"notes": "A gift"}"#),
        ("POST", "/merge", &merge),
        ("DELETE", "", ""),
    ];

    for (method, rest, body) in writes {
        let body = (!body.is_empty()).then(|| body.into());
        let path = format!("{cart}{rest}");
        let answer = stale.send(method.parse().unwrap(), &path, body).await;
        let error = answer.refused(412, "STALE_VERSION");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains("version 3"), "{method} {rest}: {message}");
    }

    assert_eq!(customer.get(&cart).await.ok(), before);
    assert_eq!(guest.get(&guest_cart).await.ok()["status"], "open");
}
