//! How many statements a request makes. They are fixed: none depends on how much is in a cart.
//! The payment provider's own statements are not the shop's: it stands for somebody else's.

use harness::{CHECKOUT_STATE, MUG, Need, PRODUCT_SHIRT, Shop, Value, json};

use crate::callbacks::sending::{paid, patient, pending, send};

/// The shop's statements that `work` caused.
async fn count<T>(shop: &Shop, work: impl Future<Output = T>) -> (T, usize) {
    let (done, statements) = shop.statements_of(work).await;
    (
        done,
        statements
            .iter()
            .filter(|statement| statement.component != "payments-sandbox")
            .count(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cart_request_is_one_statement() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[("SHIRT-M", 1)]).await;
    let items = format!("{cart}/items");
    let mug = json!({ "sku": MUG, "quantity": 1 }).to_string();

    let (created, statements) = count(&shop, customer.post("/api/v1/cart", "{}")).await;
    assert_eq!((created.status.as_u16(), statements), (201, 1), "create");
    let (added, statements) = count(&shop, customer.post(&items, mug)).await;
    assert_eq!((added.status.as_u16(), statements), (201, 1), "add");
    let line = format!("{items}/{}", added.body["items"][1]["id"].as_str().unwrap());
    let (changed, statements) = count(&shop, customer.patch(&line, r#"{"quantity": 2}"#)).await;
    assert_eq!((changed.status.as_u16(), statements), (200, 1), "change");
    let (removed, statements) = count(&shop, customer.delete(&line)).await;
    assert_eq!((removed.status.as_u16(), statements), (200, 1), "remove");
    let (entered, statements) = count(
        &shop,
        customer.post(&format!("{cart}/coupons"), r#"{"code": "SUMMER10"}"#),
    )
    .await;
    assert_eq!((entered.status.as_u16(), statements), (200, 1), "coupon");
    let withdrawal = format!("{cart}/coupons/SUMMER10");
    let (withdrawn, statements) = count(&shop, customer.delete(&withdrawal)).await;
    assert_eq!((withdrawn.status.as_u16(), statements), (200, 1), "coupon");
    let (noted, statements) = count(&shop, customer.patch(&cart, r#"{"notes": "A gift"}"#)).await;
    assert_eq!((noted.status.as_u16(), statements), (200, 1), "notes");
    let (shown, statements) = count(&shop, customer.get(&cart)).await;
    assert_eq!((shown.status.as_u16(), statements), (200, 1), "show");
    let (own, statements) = count(&shop, customer.get("/api/v1/cart")).await;
    assert_eq!((own.status.as_u16(), statements), (200, 1), "own");
    let (cleared, statements) = count(&shop, customer.delete(&cart)).await;
    assert_eq!((cleared.status.as_u16(), statements), (200, 1), "clear");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_with_many_lines_takes_no_more_statements() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    for items in [
        &[(MUG, 1)][..],
        &[(MUG, 1), ("SHIRT-M", 2), ("SHIRT-L", 3), ("STOVE", 1)],
    ] {
        let cart = customer.cart_with(&[]).await;
        let (guest, guest_cart) = shop.visitor().guest_with(items).await;
        let token = guest.header("cart-token");
        let body = json!({ "cart_id": guest_cart.rsplit('/').next() }).to_string();
        let merging = customer.with("cart-token", token);

        let merge = format!("{cart}/merge");
        let (merged, statements) = count(&shop, merging.post(&merge, body)).await;

        assert_eq!(merged.ok()["items"].as_array().unwrap().len(), items.len());
        assert_eq!(statements, 1, "merge of {} lines", items.len());
        let (_, statements) = count(&shop, customer.get(&cart)).await;
        assert_eq!(statements, 1, "show of {} lines", items.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn placing_takes_two_statements_and_paying_a_third() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    for (payment, most) in [
        (json!({ "payment_method": "CASH_ON_DELIVERY" }), 2),
        (
            json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" }),
            3,
        ),
        (
            json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_declined" }),
            3,
        ),
    ] {
        for items in [
            &[(MUG, 1)][..],
            &[(MUG, 1), ("SHIRT-M", 1), ("SHIRT-L", 2)][..],
        ] {
            let customer = shop.customer();
            let checkout = customer
                .checkout_of(&customer.cart_with(items).await, payment.clone())
                .await;

            let (_, statements) = count(&shop, customer.confirm(&checkout)).await;

            assert_eq!(statements, most, "{payment} with {} lines", items.len());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn filling_in_a_checkout_is_one_statement_each() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1), ("SHIRT-M", 1)]).await;
    let start = json!({ "cart_id": cart.rsplit('/').next() }).to_string();
    let mut state: Value = CHECKOUT_STATE.parse().unwrap();

    let (started, statements) = count(&shop, customer.post("/api/v1/checkout/start", start)).await;
    assert_eq!((started.status.as_u16(), statements), (201, 1), "start");
    state["checkout_id"] = started.body["id"].clone();
    let (saved, statements) = count(
        &shop,
        customer.put("/api/v1/checkout/state", state.to_string()),
    )
    .await;
    assert_eq!((saved.status.as_u16(), statements), (200, 1), "state");
    let path = format!("/api/v1/checkout/{}", started.body["id"].as_str().unwrap());
    let (shown, statements) = count(&shop, customer.get(&path)).await;
    assert_eq!((shown.status.as_u16(), statements), (200, 1), "show");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_in_one_call_takes_as_many() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let state: Value = CHECKOUT_STATE.parse().unwrap();
    for (method, token, most) in [
        ("CASH_ON_DELIVERY", Value::Null, 2),
        ("CREDIT_CARD", json!("tok_success"), 3),
        ("CREDIT_CARD", json!("tok_declined"), 3),
    ] {
        for items in [&[MUG][..], &[MUG, "SHIRT-M", "SHIRT-L", MUG][..]] {
            let items: Vec<_> = items
                .iter()
                .map(|sku| json!({ "sku": sku, "quantity": 1 }))
                .collect();
            let order = json!({
                "items": items, "shipping_address": state["shipping_address"],
                "shipping_method": "STANDARD", "payment_method": method, "payment_token": token
            });
            let customer = shop.customer().with("idempotency-key", "once");

            let (_, first) = count(&shop, customer.post("/api/v1/orders", order.to_string())).await;
            let (_, again) = count(&shop, customer.post("/api/v1/orders", order.to_string())).await;

            // The repeat finds the first answer, and nothing left to pay.
            assert_eq!(
                (first, again),
                (most, 1),
                "{method} with {} items",
                items.len()
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_is_one_statement() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let order = customer
        .order_of(&[(MUG, 1)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await
        .created();
    let order = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    let quote =
        json!({ "items": [{ "sku": MUG, "quantity": 1 }, { "sku": "SHIRT-M", "quantity": 2 }] })
            .to_string();

    for path in [
        "/api/v1/products",
        order.as_str(),
        "/api/v1/orders",
        "/api/v1/orders?q=john&status=PAID&sort=total_amount&page=1&limit=100",
    ] {
        let (answer, statements) = count(&shop, customer.get(path)).await;
        assert_eq!((answer.status.as_u16(), statements), (200, 1), "{path}");
    }
    for path in [
        format!("/api/v1/products/{PRODUCT_SHIRT}/pricing"),
        "/api/v1/shipping-methods".to_owned(),
        "/api/v1/customers/me".to_owned(),
    ] {
        let (answer, statements) = count(&shop, customer.get(&path)).await;
        assert_eq!((answer.status.as_u16(), statements), (200, 1), "{path}");
    }
    let (answer, statements) = count(&shop, customer.post("/api/v1/pricing/quote", quote)).await;
    assert_eq!(
        (answer.status.as_u16(), statements),
        (200, 1),
        "quote: {:?}",
        Value::from(answer.text)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_step_of_an_orders_life_is_one_statement() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    for items in [&[(MUG, 1)][..], &[(MUG, 2), ("SHIRT-M", 1), ("SHIRT-L", 2)]] {
        let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
        let order = shop.customer().order_of(items, cod).await.created();
        let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());

        for (method, verb, body) in [
            ("PUT", "", r#"{"notes": "fragile", "status": "PROCESSING"}"#),
            ("POST", "/ship", "{}"),
            ("PATCH", "/status", r#"{"status": "DELIVERED"}"#),
            ("POST", "/deliver", "{}"),
            ("POST", "/return", r#"{"reason": "test"}"#),
            ("GET", "/tracking", ""),
            ("GET", "/history", ""),
        ] {
            let path = format!("{path}{verb}");
            let work = shop.admin();
            let work = work.send(method.parse().unwrap(), &path, Some(body.into()));
            let (_, statements) = count(&shop, work).await;
            assert_eq!(statements, 1, "{method} {verb} with {} lines", items.len());
        }
    }
}

/// And one more for each thing the provider is asked.
#[tokio::test(flavor = "multi_thread")]
async fn cancelling_is_one_statement_and_one_more_for_its_money() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    for (payment, expected) in [
        (json!({ "payment_method": "CASH_ON_DELIVERY" }), 1),
        (
            json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" }),
            2,
        ),
    ] {
        for items in [&[(MUG, 1)][..], &[(MUG, 1), ("SHIRT-M", 1), ("SHIRT-L", 2)]] {
            let customer = shop.customer();
            let order = customer.order_of(items, payment.clone()).await.body;
            let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());

            let (done, statements) = count(&shop, customer.delete(&path)).await;

            assert_eq!(
                (done.status.as_u16(), statements),
                (200, expected),
                "{payment}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_one_statement_in_each_form() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let order = customer
        .order_of(&[(MUG, 1), ("SHIRT-M", 1)], card)
        .await
        .created();
    let order = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    for path in [
        "invoice",
        "invoice?format=html",
        "invoice?format=pdf",
        "papers",
        "papers/INV-000001",
    ] {
        let path = format!("{order}/{path}");
        let (shown, statements) = count(&shop, customer.get(&path)).await;
        assert_eq!((shown.status.as_u16(), statements), (200, 1), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_callback_is_one_statement_and_a_signature_one_more() {
    let Some(shop) = patient(&[Need::Statements]).await else {
        return;
    };
    let order = pending(&shop).await;
    let service = shop.provider("payments");
    let path = format!("/api/v1/orders/{}", order.id);
    let paid_in_words =
        json!({ "payment_id": order.key, "amount": 32, "method": "card", "transaction_id": "t" });
    let delivered = json!({ "delivery_id": "d", "delivered_at": "2026-11-20T12:00:00Z" });

    for (verb, body) in [
        ("payment-confirmed", &paid_in_words),
        ("delivered", &delivered),
    ] {
        let path = format!("{path}/{verb}");
        let (answer, statements) = count(&shop, service.post(&path, body.to_string())).await;
        assert!(answer.status.is_success(), "{answer:?}");
        assert_eq!(statements, 1, "{verb}");
    }
    let (signed, statements) = count(&shop, send(&shop, "msg_1", &paid(&order))).await;
    assert_eq!((signed.status.as_u16(), statements), (200, 2), "signed");
    let (metrics, statements) = count(&shop, shop.service().get("/metrics")).await;
    assert_eq!((metrics.status.as_u16(), statements), (200, 1), "metrics");
    let (open, statements) = count(&shop, shop.admin().get("/api/v1/attention")).await;
    assert_eq!((open.status.as_u16(), statements), (200, 1), "attention");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_takes_two_statements_and_its_refund_a_third() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let order = customer
        .order_of(&[(MUG, 2), ("SHIRT-M", 1)], card)
        .await
        .created();
    let items = format!("/api/v1/orders/{}/items", order["id"].as_str().unwrap());
    let mug = format!("{items}/{}", order["items"][0]["id"].as_str().unwrap());
    let preview = format!("{mug}?dry_run=true");

    let (previewed, statements) =
        count(&shop, customer.patch(&preview, r#"{"quantity": 1}"#)).await;
    assert_eq!((previewed.status.as_u16(), statements), (200, 2), "preview");
    let (changed, statements) = count(&shop, customer.patch(&mug, r#"{"quantity": 1}"#)).await;
    assert_eq!((changed.status.as_u16(), statements), (200, 3), "refund");
    let stove = r#"{"sku": "STOVE", "quantity": 1}"#;
    let (added, statements) = count(&shop, customer.post(&items, stove)).await;
    assert_eq!((added.status.as_u16(), statements), (200, 2), "add");
    let (removed, statements) = count(&shop, customer.delete(&mug)).await;
    assert_eq!((removed.status.as_u16(), statements), (200, 2), "remove");
}
