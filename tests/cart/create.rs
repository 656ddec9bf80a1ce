//! `POST /api/v1/cart`

use harness::{Shop, json};

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

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_gets_the_secret_of_the_cart_once() {
    let shop = Shop::open().await;
    let visitor = shop.visitor();

    let cart = visitor.post("/api/v1/cart", "").await.created();

    let token = cart["cart_token"].as_str().unwrap();
    assert_eq!(token.len(), 43);
    let path = format!("/api/v1/cart/{}", cart["id"].as_str().unwrap());
    let shown = visitor.with("cart-token", token).get(&path).await;
    assert!(!shown.text.contains(token), "{}", shown.text);
    assert_eq!(shown.ok()["status"], "open");
    // Kept is only what cannot be shown as the secret.
    let kept = shop
        .row(&format!(
            "select c.customer_id, c.token_hash = sha256('{token}') as is_hash, to_jsonb(c)::text like '%{token}%' as is_told
               from spindle.carts c where c.tenant_id = $tenant"
        ))
        .await;
    assert_eq!(
        kept,
        json!({ "customer_id": null, "is_hash": true, "is_told": false })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_guests_gives_nobody_the_cart_of_another() {
    let shop = Shop::open().await;
    let visitor = shop.visitor().with("idempotency-key", "k");

    let one = visitor.post("/api/v1/cart", "{}").await.created();
    let other = visitor.post("/api/v1/cart", "{}").await.created();

    assert_ne!(one["id"], other["id"]);
    assert_ne!(one["cart_token"], other["cart_token"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_is_in_a_currency_that_the_shop_sells_in() {
    let shop = Shop::open().await;
    shop.run("update spindle.tenants set sells_in = '{THB,KWD}' where tenant_id = $tenant")
        .await;
    let (visitor, customer) = (shop.visitor(), shop.customer());

    for person in [&visitor, &customer] {
        for (currency, total) in [("USD", "0.00"), ("THB", "0.00"), ("KWD", "0.000")] {
            let body = json!({ "currency": currency }).to_string();
            let answer = person.post("/api/v1/cart", body).await;
            let total = format!(r#""total_amount":{total}"#);
            assert!(answer.text.contains(&total), "{}", answer.text);
            assert_eq!(answer.created()["currency"], currency);
        }
        let error = person
            .post("/api/v1/cart", r#"{"currency": "EUR"}"#)
            .await
            .refused(422, "CURRENCY_NOT_OFFERED");
        assert_eq!(error["message"], "This shop sells in USD, THB, KWD.");
        for bad in [json!("usd"), json!("XAU"), json!("🪙"), json!(7)] {
            let body = json!({ "currency": bad }).to_string();
            let error = person.post("/api/v1/cart", body).await;
            let error = error.refused(422, "VALIDATION_FAILED");
            assert_eq!(error["details"][0]["field"], "currency");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_has_no_cart() {
    let shop = Shop::open().await;

    let answer = shop.admin().post("/api/v1/cart", "{}").await;

    answer.refused(403, "FORBIDDEN");
    let carts = shop
        .row("select count(*) from spindle.carts where tenant_id = $tenant")
        .await;
    assert_eq!(carts["count"], 0);
}
