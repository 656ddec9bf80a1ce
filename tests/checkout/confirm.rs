//! `POST /api/v1/checkout/confirm`

use harness::{MUG, Shop, json};

fn cod() -> harness::Value {
    json!({ "payment_method": "CASH_ON_DELIVERY" })
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_on_delivery_is_confirmed_at_once() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "SUMMER10"}"#)
        .await
        .ok();
    let checkout = customer.checkout_of(&cart, cod()).await;

    let answer = customer.confirm(&checkout).await;

    // As in cart/enter_coupon.rs, plus 5.00 for shipping.
    for part in [
        r#""subtotal":84.99"#,
        r#""discount_amount":8.50"#,
        r#""shipping_amount":5.00"#,
        r#""tax_amount":6.12"#,
        r#""total_amount":87.61"#,
    ] {
        assert!(answer.text.contains(part), "{part} in {}", answer.text);
    }
    let location = answer.header("location").to_owned();
    let order = answer.created();
    assert_eq!(
        location,
        format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
    );
    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("CONFIRMED"), &json!("PENDING"))
    );
    assert_eq!(order["user_id"], customer.id.to_string());
    assert_eq!(order["items"][0]["sku"], MUG);
    assert_eq!(order["addresses"][0]["address_type"], "SHIPPING");
    assert_eq!(order["addresses"][1]["address_type"], "BILLING");
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_money_and_history_agree() {
    let shop = Shop::open().await;
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });

    let order = shop
        .customer()
        .order_of(&[(MUG, 2), ("SHIRT-M", 1)], card)
        .await
        .created();

    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("CONFIRMED"), &json!("PAID"))
    );
    let stock = shop.rows("select sku, on_hand, reserved from spindle.stock where tenant_id = $tenant and sku in ('MUG', 'SHIRT-M') order by sku").await;
    assert_eq!(
        stock,
        [
            json!({ "sku": "MUG", "on_hand": 98, "reserved": 0 }),
            json!({ "sku": "SHIRT-M", "on_hand": 9, "reserved": 0 }),
        ]
    );
    let off = shop
        .rows(
            "select s.sku from spindle.stock s where s.tenant_id = $tenant
            and row(s.on_hand, s.reserved) <> all (
              select sum(m.on_hand_change), sum(m.reserved_change) from spindle.stock_movements m
               where m.tenant_id = s.tenant_id and m.sku = s.sku)",
        )
        .await;
    assert_eq!(off, [json!(null); 0], "stock is the sum of its movements");
    let money = shop
        .row(
            "select t.kind, t.amount_minor, c.amount_minor as charged, c.status
           from spindle.payment_transactions t
           join spindle.sandbox_charges c
             on c.tenant_id = t.tenant_id and c.charge_id = t.provider_reference
          where t.tenant_id = $tenant",
        )
        .await;
    assert_eq!(
        money,
        json!({ "kind": "capture", "amount_minor": 9679, "charged": 9679, "status": "succeeded" })
    );
    let history = shop.rows(
        "select status, payment_status from spindle.order_history where tenant_id = $tenant order by entry_id").await;
    assert_eq!(
        history,
        [
            json!({ "status": "PENDING", "payment_status": "PENDING" }),
            json!({ "status": "CONFIRMED", "payment_status": "PAID" }),
        ]
    );
    let events = shop
        .rows("select topic from spindle.outbox where tenant_id = $tenant order by event_id")
        .await;
    assert_eq!(
        events,
        [
            json!({ "topic": "order.placed" }),
            json!({ "topic": "order.confirmed" })
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn confirming_again_gives_the_same_order() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer.checkout_of(&cart, cod()).await;

    let first = customer.confirm(&checkout).await;
    let again = customer.confirm(&checkout).await;

    assert_eq!(first.text, again.text);
    assert_eq!(first.status, again.status);
    assert_eq!(
        shop.row("select count(*) from spindle.orders where tenant_id = $tenant")
            .await["count"],
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_that_changed_is_shown_before_it_is_charged() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let checkout = customer.checkout_of(&cart, cod()).await;
    let confirm =
        |total: &str| format!(r#"{{"checkout_id": "{checkout}", "expected_total": {total}}}"#);
    shop.run(
        "update spindle.prices set amount_minor = 1300 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    // 26.00 + 5.00 + 2.08 instead of 32.00.
    let answer = customer
        .post("/api/v1/checkout/confirm", confirm("32.00"))
        .await;
    assert!(
        answer
            .text
            .contains(r#""expected_total":32.00,"total_amount":33.08"#),
        "{}",
        answer.text
    );
    answer.refused(409, "TOTAL_CHANGED");
    for bad in ["33.085", "\"a lot\"", "1e2", "true"] {
        customer
            .post("/api/v1/checkout/confirm", confirm(bad))
            .await
            .refused(422, "VALIDATION_FAILED");
    }
    assert_eq!(
        shop.row("select count(*) from spindle.orders where tenant_id = $tenant")
            .await["count"],
        0
    );

    customer
        .post("/api/v1/checkout/confirm", confirm("33.08"))
        .await
        .created();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_there_is_too_little_of_is_said_with_numbers() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer
        .cart_with(&[("STOVE", 3), ("SHIRT-M", 11), (MUG, 1)])
        .await;
    let checkout = customer.checkout_of(&cart, cod()).await;

    let error = customer
        .confirm(&checkout)
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");

    let numbers: Vec<_> = error["details"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| {
            (
                d["sku"].clone(),
                d["requested_quantity"].clone(),
                d["available_quantity"].clone(),
            )
        })
        .collect();
    assert_eq!(
        numbers,
        [
            (json!("SHIRT-M"), json!(11), json!(10)),
            (json!("STOVE"), json!(3), json!(1))
        ]
    );
    let held = shop
        .row("select sum(reserved) as held from spindle.stock where tenant_id = $tenant")
        .await;
    assert_eq!(held["held"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_that_was_emptied_or_is_not_sold_any_more_makes_no_order() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let emptied = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer.checkout_of(&emptied, cod()).await;
    let line = customer.get(&emptied).await.ok()["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    customer
        .delete(&format!("{emptied}/items/{line}"))
        .await
        .ok();
    customer.confirm(&checkout).await.refused(409, "CART_EMPTY");

    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer.checkout_of(&cart, cod()).await;
    shop.run(
        "update spindle.variants set status = 'inactive' where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;
    let error = customer
        .confirm(&checkout)
        .await
        .refused(409, "ITEM_NOT_SOLD");
    assert!(error["message"].as_str().unwrap().contains(MUG), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_checkout_cannot_be_confirmed() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer.checkout_of(&cart, cod()).await;

    shop.customer()
        .confirm(&checkout)
        .await
        .refused(404, "NOT_FOUND");
    shop.stranger()
        .await
        .confirm(&checkout)
        .await
        .refused(404, "NOT_FOUND");
    shop.admin()
        .confirm(&checkout)
        .await
        .refused(403, "FORBIDDEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_used_for_one_checkout_is_refused_for_another() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let first = customer
        .checkout_of(&customer.cart_with(&[(MUG, 1)]).await, cod())
        .await;
    let second = customer
        .checkout_of(&customer.cart_with(&[(MUG, 1)]).await, cod())
        .await;
    let keyed = customer.with("idempotency-key", "once");
    customer.confirm(&second).await.created();

    let order = keyed.confirm(&first).await;
    assert_eq!(keyed.confirm(&first).await.text, order.text);
    keyed
        .confirm(&second)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_remembered_under_its_key() {
    let shop = Shop::open().await;
    let customer = shop.customer().with("idempotency-key", "confirm-1");
    let cart = customer
        .without("idempotency-key")
        .cart_with(&[("STOVE", 2)])
        .await;
    let checkout = customer
        .without("idempotency-key")
        .checkout_of(&cart, cod())
        .await;
    customer
        .confirm(&checkout)
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");
    shop.run("update spindle.stock set on_hand = 5 where tenant_id = $tenant and sku = 'STOVE'")
        .await;

    customer
        .confirm(&checkout)
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");
    customer
        .with("idempotency-key", "confirm-2")
        .confirm(&checkout)
        .await
        .created();
}
