//! `POST /api/v1/orders/{id}/payments`: money that somebody saw arrive.

use harness::{Need, Person, Shop, Value, json};

use super::{cod, contract, place};

/// An order to be paid by bank transfer: 2 mugs with SUMMER10 for 29.30. Returns its path.
async fn by_transfer(customer: &Person) -> String {
    let mut order = contract(customer.id);
    order["payment_method"] = json!("BANK_TRANSFER");
    order.as_object_mut().unwrap().remove("payment_token");
    let order = place(customer, &order).await.created();
    assert_eq!(
        [
            &order["status"],
            &order["payment_status"],
            &order["payment"],
            &order["expires_at"]
        ],
        [
            &json!("PENDING"),
            &json!("PENDING"),
            &Value::Null,
            &Value::Null
        ]
    );
    format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
}

async fn collect(admin: &Person, order: &str, body: Value) -> harness::Answer {
    admin
        .post(&format!("{order}/payments"), body.to_string())
        .await
}

fn money(order: &Value) -> [String; 2] {
    [&order["amount_paid"], &order["amount_due"]].map(Value::to_string)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_confirms_the_order_when_it_covers_it() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let order = by_transfer(&shop.customer()).await;
    let admin = shop.admin();

    let part = json!({ "reference": "T-1", "amount": 9.3 });
    let waiting = collect(&admin, &order, part.clone()).await.ok();
    assert_eq!(waiting["status"], "PENDING");
    assert_eq!(money(&waiting), ["9.3", "20.0"]);

    // The same transfer again is no other.
    let again = collect(&admin, &order, part).await.ok();
    assert_eq!(money(&again), ["9.3", "20.0"]);

    let rest = json!({ "reference": "T-2" });
    let (paid, statements) = shop.statements_of(collect(&admin, &order, rest)).await;
    let paid = paid.ok();
    assert_eq!(statements.len(), 1);
    assert_eq!(
        [&paid["status"], &paid["payment_status"]],
        [&json!("CONFIRMED"), &json!("PAID")]
    );
    assert_eq!(money(&paid), ["29.3", "0.0"]);
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 98, "reserved": 0 }));
    let told = shop
        .rows("select from spindle.outbox where tenant_id = $tenant and topic = 'order.confirmed'")
        .await;
    assert_eq!(told.len(), 1);

    let nothing = json!({ "reference": "T-3" });
    collect(&admin, &order, nothing)
        .await
        .refused(409, "NOTHING_DUE");
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_is_collected() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = place(&customer, &cod(customer.id)).await.created();
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());

    let paid = collect(&shop.admin(), &path, json!({ "reference": "courier 7" }))
        .await
        .ok();

    assert_eq!(
        [&paid["status"], &paid["payment_status"]],
        [&json!("CONFIRMED"), &json!("PAID")]
    );
    let ledger = shop
        .row("select kind, attempt_id, provider_reference from spindle.payment_transactions where tenant_id = $tenant")
        .await;
    assert_eq!(
        ledger,
        json!({ "kind": "collection", "attempt_id": null, "provider_reference": "courier 7" })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn money_for_a_cancelled_order_calls_a_person() {
    let shop = Shop::open().await;
    let order = by_transfer(&shop.customer()).await;
    shop.admin()
        .post(
            &format!("{order}/cancel"),
            r#"{"reason": "The customer called"}"#,
        )
        .await
        .ok();

    let late = json!({ "reference": "T-1", "amount": "29.3" });
    let shown = collect(&shop.admin(), &order, late).await.ok();

    assert_eq!(
        [&shown["status"], &shown["payment_status"]],
        [&json!("CANCELLED"), &json!("PAID")]
    );
    assert_eq!(money(&shown), ["29.3", "0.0"]);
    let called = shop
        .row("select reason, proposal, detail->>'amount_minor' as amount from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        called,
        json!({ "reason": "paid_too_late", "proposal": "refund", "amount": "2930" })
    );
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 100, "reserved": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_payments_are_refused() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = by_transfer(&customer).await;
    let admin = shop.admin();
    for (body, field) in [
        (json!({}), "reference"),
        (json!({ "reference": "" }), "reference"),
        (json!({ "reference": "T", "amount": 0 }), "amount"),
        (json!({ "reference": "T", "amount": -1 }), "amount"),
        (json!({ "reference": "T", "amount": "1.005" }), "amount"),
        (json!({ "reference": "T", "amount": 1e25 }), "amount"),
    ] {
        let error = collect(&admin, &order, body.clone()).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{body}");
    }

    let good = json!({ "reference": "T" });
    collect(&customer, &order, good.clone())
        .await
        .refused(403, "FORBIDDEN");
    let other = shop.another_tenant().await;
    collect(&shop.admin_of(&other), &order, good.clone())
        .await
        .refused(404, "NOT_FOUND");
    let stale = admin.with("if-match", "\"99\"");
    collect(&stale, &order, good)
        .await
        .refused(412, "STALE_VERSION");
}
