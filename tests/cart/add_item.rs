//! `POST /api/v1/cart/{id}/items`

use harness::{MUG, PRODUCT_MUG, PRODUCT_SHIRT, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_same_sku_again_adds_up() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), (MUG, 3)]).await;

    let shown = customer.get(&cart).await.ok();

    assert_eq!(shown["items"].as_array().unwrap().len(), 1);
    assert_eq!(shown["items"][0]["quantity"], 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_named_by_sku_or_by_product_and_variant() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let items = format!("{}/items", customer.cart_with(&[]).await);

    let by_product = json!({ "product_id": PRODUCT_MUG, "quantity": 1 });
    customer
        .post(&items, by_product.to_string())
        .await
        .created();
    let by_variant = json!({
        "product_id": PRODUCT_SHIRT, "variant_id": "00000000-0000-4000-8000-000000000103", "quantity": 1,
    });
    let cart = customer
        .post(&items, by_variant.to_string())
        .await
        .created();
    assert_eq!(cart["items"][1]["sku"], "SHIRT-L");

    let which = json!({ "product_id": PRODUCT_SHIRT, "quantity": 1 });
    let error = customer
        .post(&items, which.to_string())
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "variant_id");
    let both = json!({ "sku": MUG, "product_id": PRODUCT_MUG, "quantity": 1 });
    let error = customer
        .post(&items, both.to_string())
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "sku");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_sale_cannot_be_added() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let items = format!("{}/items", customer.cart_with(&[]).await);
    shop.run(
        "update spindle.variants set status = 'inactive' where tenant_id = $tenant and sku = 'SHIRT-M';
         delete from spindle.prices where tenant_id = $tenant and sku = 'SHIRT-L'",
    )
    .await;

    for sku in ["SHIRT-M", "SHIRT-L", "NO-SUCH-SKU"] {
        let item = json!({ "sku": sku, "quantity": 1 }).to_string();
        customer
            .post(&items, item)
            .await
            .refused(422, "ITEM_NOT_SOLD");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_with_the_same_key_adds_once() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let items = format!("{}/items", customer.cart_with(&[]).await);
    let item = json!({ "sku": MUG, "quantity": 2 }).to_string();
    let retrying = customer.with("idempotency-key", "add-mugs");

    let first = retrying.post(&items, item.clone()).await;
    let again = retrying.post(&items, item).await;

    assert_eq!(first.text, again.text);
    assert_eq!(again.created()["items"][0]["quantity"], 2);
    let other = json!({ "sku": MUG, "quantity": 3 }).to_string();
    retrying
        .post(&items, other)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_to_a_version_that_is_gone_changes_nothing() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let items = format!("{cart}/items");
    let item = json!({ "sku": MUG, "quantity": 1 }).to_string();

    let error = customer
        .with("if-match", "\"1\"")
        .post(&items, item.clone())
        .await;
    error.refused(412, "STALE_VERSION");
    assert_eq!(customer.get(&cart).await.ok()["items"][0]["quantity"], 1);

    customer
        .with("if-match", "\"2\"")
        .post(&items, item)
        .await
        .created();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_holds_9999_and_no_more() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 9998)]).await;
    let items = format!("{cart}/items");

    let two = json!({ "sku": MUG, "quantity": 2 }).to_string();
    let error = customer
        .post(&items, two)
        .await
        .refused(422, "VALIDATION_FAILED");

    assert!(
        error["details"][0]["message"]
            .as_str()
            .unwrap()
            .contains("9999"),
        "{error}"
    );
    assert_eq!(customer.get(&cart).await.ok()["items"][0]["quantity"], 9998);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_holds_200_lines_and_no_more() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[]).await;
    let cart_id = cart.rsplit('/').next().unwrap();
    shop.run(&format!(
        "insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
         select $tenant, 'FILLER-' || n, gen_random_uuid(), '{PRODUCT_MUG}', n::text from generate_series(1, 201) n;
         insert into spindle.prices (tenant_id, sku, price_id, currency, amount_minor)
         select $tenant, 'FILLER-' || n, gen_random_uuid(), 'USD', 100 from generate_series(1, 201) n;
         insert into spindle.cart_lines (tenant_id, cart_id, line_id, sku, quantity, added_at)
         select $tenant, '{cart_id}', gen_random_uuid(), 'FILLER-' || n, 1, now() from generate_series(1, 199) n"
    ))
    .await;
    let items = format!("{cart}/items");
    let add = |sku: &str| json!({ "sku": sku, "quantity": 1 }).to_string();

    customer.post(&items, add("FILLER-200")).await.created();
    let error = customer
        .post(&items, add("FILLER-201"))
        .await
        .refused(422, "CART_FULL");

    assert!(
        error["message"].as_str().unwrap().contains("200"),
        "{error}"
    );
    // What is there already can still grow, and the whole is priced.
    let cart = customer.post(&items, add("FILLER-1")).await;
    assert!(cart.text.contains(r#""subtotal":201.00"#), "{}", cart.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tenant_may_set_smaller_limits() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    shop.run(
        "update spindle.tenants set line_limit = 2, quantity_limit = 5, coupon_limit = 1 where tenant_id = $tenant",
    )
    .await;
    let cart = customer.cart_with(&[(MUG, 4), ("SHIRT-M", 1)]).await;
    let before = customer.get(&cart).await.ok();
    let line = before["items"][0]["id"].as_str().unwrap();
    let add = |sku: &str, quantity: u32| json!({ "sku": sku, "quantity": quantity }).to_string();
    let coupon = |code: &str| json!({ "code": code }).to_string();
    let says = |error: harness::Value, limit: &str| {
        let told = format!("{} {}", error["message"], error["details"]);
        assert!(told.contains(limit), "{told}");
    };

    let items = format!("{cart}/items");
    let error = customer.post(&items, add("SHIRT-L", 1)).await;
    says(error.refused(422, "CART_FULL"), "2");
    let error = customer.post(&items, add(MUG, 2)).await;
    says(error.refused(422, "VALIDATION_FAILED"), "at most 5");
    let error = customer
        .patch(&format!("{items}/{line}"), r#"{"quantity": 6}"#)
        .await;
    says(error.refused(422, "VALIDATION_FAILED"), "at most 5");
    assert_eq!(customer.get(&cart).await.ok(), before);

    customer.post(&items, add(MUG, 1)).await.created();
    let coupons = format!("{cart}/coupons");
    customer.post(&coupons, coupon("SUMMER10")).await.ok();
    let error = customer.post(&coupons, coupon("FREESHIP")).await;
    says(error.refused(422, "TOO_MANY_COUPONS"), "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_that_has_become_an_order_is_closed() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = customer.checkout_of(&cart, payment).await;
    customer.confirm(&checkout).await.created();
    let item = json!({ "sku": MUG, "quantity": 1 }).to_string();

    let closed = [
        customer.post(&format!("{cart}/items"), item).await,
        customer.patch(&cart, r#"{"notes": "A gift"}"#).await,
        customer.delete(&cart).await,
    ];

    for answer in closed {
        answer.refused(409, "CART_CLOSED");
    }
    let shown = customer.get(&cart).await.ok();
    assert_eq!(
        (&shown["status"], &shown["items"][0]["quantity"]),
        (&json!("closed"), &json!(1))
    );
}
