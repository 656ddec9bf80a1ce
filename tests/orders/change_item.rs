//! `PATCH /api/v1/orders/{id}/items/{item}`

use harness::{MUG, Shop, json};

use super::edits::{cash, exact, item, order_with, paid, stock};

#[tokio::test(flavor = "multi_thread")]
async fn a_placed_line_keeps_its_price_and_promotions_are_computed_again() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "SUMMER10"}"#)
        .await
        .ok();
    let order = customer
        .confirm(&customer.checkout_of(&cart, cash()).await)
        .await
        .created();
    shop.run(
        "update spindle.prices set amount_minor = 2000 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    let edited = customer.patch(&item(&order, 0), r#"{"quantity": 3}"#).await;

    // 37.50, 10 % of it 3.75, 8 % of 33.75 is 2.70, shipping 5.00: 41.45 in place of 29.30.
    for text in [
        r#""after":{"subtotal":37.50,"discount_amount":3.75,"shipping_amount":5.00,"tax_amount":2.70,"total_amount":41.45}"#,
        r#""change_amount":12.15"#,
        r#""quantity_before":2,"quantity_after":3,"unit_price":12.50"#,
    ] {
        assert!(edited.text.contains(text), "{text}: {}", edited.text);
    }
    let uses = shop
        .rows("select amount_minor from spindle.campaign_uses where tenant_id = $tenant")
        .await;
    assert_eq!(uses, [json!({ "amount_minor": 375 })]);
    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 97, "reserved": 0 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn contained_tax_is_found_again_in_baht() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.tenants set currency = 'THB', prices_include_tax = true where tenant_id = $tenant;
         update spindle.prices set currency = 'THB' where tenant_id = $tenant;
         update spindle.tax_rates set rate = 0.07 where tenant_id = $tenant",
    )
    .await;
    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 2)]).await;
    // 25.00 contains 25 * 7 / 107 = 1.6355; shipping 5.00 is not taxed.
    assert_eq!(order["tax_amount"], exact("1.64"));
    assert_eq!(order["total_amount"], exact("30.00"));

    let edited = customer.patch(&item(&order, 0), r#"{"quantity": 3}"#).await;

    // 37.50 contains 2.4533.
    for text in [
        r#""after":{"subtotal":37.50,"discount_amount":0.00,"shipping_amount":5.00,"tax_amount":2.45,"total_amount":42.50}"#,
        r#""change_amount":12.50,"settlement":"pay","due_amount":12.50,"refund_amount":0.00"#,
    ] {
        assert!(edited.text.contains(text), "{text}: {}", edited.text);
    }
    let less = customer.patch(&item(&order, 0), r#"{"quantity": 1}"#).await;
    // 12.50 contains 0.8178. 30.00 was paid: 12.50 goes back, with 0.82 of tax.
    for text in [
        r#""after":{"subtotal":12.50,"discount_amount":0.00,"shipping_amount":5.00,"tax_amount":0.82,"total_amount":17.50}"#,
        r#""change_amount":-25.00,"settlement":"refund","due_amount":0.00,"refund_amount":12.50"#,
    ] {
        assert!(less.text.contains(text), "{text}: {}", less.text);
    }
    let note = shop
        .row(
            "select p.label, p.document->'totals'->'total_minor' as total, p.document->'totals'->'tax_minor' as tax
               from spindle.papers p where p.tenant_id = $tenant and p.kind = 'credit_note'",
        )
        .await;
    assert_eq!(
        note,
        json!({ "label": "CN-000001", "total": 1250, "tax": 82 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn its_own_use_of_a_coupon_counts_as_free() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "ONCE"}"#)
        .await
        .ok();
    let order = customer
        .confirm(&customer.checkout_of(&cart, cash()).await)
        .await
        .created();

    let edited = customer
        .patch(&item(&order, 0), r#"{"quantity": 4}"#)
        .await
        .ok();

    // Half of 50.00.
    assert_eq!(edited["order"]["discount_amount"], exact("25.00"));
    let campaign = shop
        .row("select uses_claimed from spindle.campaigns where tenant_id = $tenant and name = 'Once'")
        .await;
    assert_eq!(campaign["uses_claimed"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_pending_order_holds_follows_its_lines() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let transfer = json!({ "payment_method": "BANK_TRANSFER" });
    let order = customer
        .order_of(&[(MUG, 2), ("SHIRT-M", 1)], transfer)
        .await
        .body;
    assert_eq!(order["status"], "PENDING");

    customer
        .patch(&item(&order, 0), r#"{"quantity": 5}"#)
        .await
        .ok();
    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 100, "reserved": 5 })
    );
    customer
        .patch(&item(&order, 0), r#"{"quantity": 1}"#)
        .await
        .ok();
    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 100, "reserved": 1 })
    );
    customer.delete(&item(&order, 1)).await.ok();
    assert_eq!(
        stock(&shop, "SHIRT-M").await,
        json!({ "on_hand": 10, "reserved": 0 })
    );
    let again = customer
        .post(
            &super::edits::items(&order),
            r#"{"sku": "SHIRT-M", "quantity": 2}"#,
        )
        .await
        .ok();
    assert_eq!(
        stock(&shop, "SHIRT-M").await,
        json!({ "on_hand": 10, "reserved": 2 })
    );
    // 12.50 and 119.98, tax 1.00 and 9.60, shipping 5.00.
    assert_eq!(again["order"]["total_amount"], exact("148.08"));
    super::edits::books_balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_gives_back_what_it_took() {
    let shop = Shop::open().await;
    shop.run(
        "delete from spindle.stock_movements where tenant_id = $tenant and sku = 'SHIRT-L';
         delete from spindle.stock where tenant_id = $tenant and sku = 'SHIRT-L';
         insert into spindle.bundle_components (tenant_id, bundle_sku, component_sku, quantity)
         values ($tenant, 'SHIRT-L', 'MUG', 3), ($tenant, 'SHIRT-L', 'SHIRT-M', 1)",
    )
    .await;
    let customer = shop.customer();
    let order = order_with(&customer, &[("SHIRT-L", 2)], cash()).await;
    // A bundle that is put together in another way later.
    shop.run("update spindle.bundle_components set quantity = 7 where tenant_id = $tenant and component_sku = 'MUG'")
        .await;

    customer
        .patch(&item(&order, 0), r#"{"quantity": 1}"#)
        .await
        .ok();

    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 97, "reserved": 0 })
    );
    assert_eq!(
        stock(&shop, "SHIRT-M").await,
        json!({ "on_hand": 9, "reserved": 0 })
    );
    super::edits::books_balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_is_for_a_version() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = order_with(&customer, &[(MUG, 2)], cash()).await;
    let path = item(&order, 0);

    let edited = customer
        .with("if-match", "\"1\"")
        .patch(&path, r#"{"quantity": 3}"#)
        .await;
    assert_eq!(edited.header("etag"), "\"2\"");
    customer
        .with("if-match", "\"1\"")
        .patch(&path, r#"{"quantity": 4}"#)
        .await
        .refused(412, "STALE_VERSION");
    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 97, "reserved": 0 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_payment_is_under_way_nothing_is_edited() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let order = order_with(&customer, &[(MUG, 2)], card).await;

    customer
        .patch(&item(&order, 0), r#"{"quantity": 3}"#)
        .await
        .refused(409, "PAYMENT_UNDER_WAY");
    shop.admin()
        .patch(&item(&order, 0), r#"{"quantity": 3}"#)
        .await
        .refused(409, "PAYMENT_UNDER_WAY");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_edits_until_it_is_processed_and_nobody_after_it_is_shipped() {
    let shop = Shop::open().await;
    let (customer, admin) = (shop.customer(), shop.admin());
    let order = order_with(&customer, &[(MUG, 2), ("SHIRT-M", 1)], cash()).await;
    let (mug, shirt) = (item(&order, 0), item(&order, 1));
    shop.run("update spindle.orders set status = 'PROCESSING' where tenant_id = $tenant")
        .await;

    let error = customer
        .patch(&mug, r#"{"quantity": 3}"#)
        .await
        .refused(409, "INVALID_TRANSITION");
    assert_eq!(error["details"][0]["status"], "PROCESSING");
    admin.patch(&mug, r#"{"quantity": 3}"#).await.ok();
    shop.run(
        "update spindle.order_lines set shipped = 1 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;
    admin
        .patch(&mug, r#"{"quantity": 4}"#)
        .await
        .refused(409, "ITEM_SHIPPED");
    admin.delete(&mug).await.refused(409, "ITEM_SHIPPED");
    admin.patch(&shirt, r#"{"quantity": 2}"#).await.ok();
    shop.run("update spindle.orders set status = 'SHIPPED' where tenant_id = $tenant")
        .await;
    let error = admin
        .patch(&shirt, r#"{"quantity": 3}"#)
        .await
        .refused(409, "INVALID_TRANSITION");
    assert!(
        error["message"].as_str().unwrap().contains("SHIPPED"),
        "{error}"
    );
}
