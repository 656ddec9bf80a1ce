//! `POST /api/v1/orders/{id}/refund`

use std::time::Duration;

use harness::{Answer, Need, Person, Shop, Value, json};

use super::{cod, contract, place};

/// 2 mugs with SUMMER10, paid by card: 22.50 for the goods, 1.80 tax, 5.00 shipping, 29.30 in all.
async fn paid(shop: &Shop, token: &str) -> String {
    let customer = shop.customer();
    let mut order = contract(customer.id);
    order["payment_token"] = json!(token);
    let order = place(&customer, &order).await.created();
    assert_eq!(order["amount_paid"].to_string(), "29.3");
    format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
}

async fn refund(admin: &Person, order: &str, body: Value) -> Answer {
    admin
        .post(&format!("{order}/refund"), body.to_string())
        .await
}

/// paid, refunded, refunding, due
fn money(payments: &Value) -> [String; 4] {
    [
        "amount_paid",
        "amount_refunded",
        "amount_refunding",
        "amount_due",
    ]
    .map(|name| payments[name].to_string())
}

async fn refunds_of_provider(shop: &Shop) -> Vec<Value> {
    shop.rows(
        "select amount_minor, status from spindle.sandbox_operations
          where tenant_id = $tenant and kind = 'refund' order by made_at, amount_minor",
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amount_goes_back_and_then_the_rest() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let order = paid(&shop, "tok_success").await;
    let admin = shop.admin();

    let part = json!({ "amount": 5, "reason": "Scratched" });
    let (first, statements) = shop.statements_of(refund(&admin, &order, part)).await;

    let ours = statements
        .iter()
        .filter(|statement| statement.component != "payments-sandbox");
    assert_eq!(ours.count(), 3, "decide, settle, show");
    let first = first.created();
    assert_eq!(money(&first), ["29.3", "5.0", "0.0", "0.0"]);
    assert_eq!(first["payment_status"], "PARTIALLY_REFUNDED");
    let attempt = &first["attempts"][1];
    assert_eq!(
        [
            &attempt["kind"],
            &attempt["status"],
            &attempt["of_attempt"],
            &attempt["detail"]["reason"]
        ],
        [
            &json!("refund"),
            &json!("succeeded"),
            &first["attempts"][0]["id"],
            &json!("Scratched")
        ]
    );

    let rest = json!({ "amount": "24.3", "reason": "Lost" });
    let second = refund(&admin, &order, rest).await.created();
    assert_eq!(money(&second), ["29.3", "29.3", "0.0", "0.0"]);
    assert_eq!(second["payment_status"], "REFUNDED");
    assert_eq!(
        refunds_of_provider(&shop).await,
        [
            json!({ "amount_minor": 500, "status": "succeeded" }),
            json!({ "amount_minor": 2430, "status": "succeeded" })
        ]
    );
    let told = shop
        .rows("select topic from spindle.outbox where tenant_id = $tenant and topic like 'order.refund%' order by event_id")
        .await;
    assert_eq!(
        told,
        [
            json!({ "topic": "order.refund_requested" }),
            json!({ "topic": "order.refunded" }),
            json!({ "topic": "order.refund_requested" }),
            json!({ "topic": "order.refunded" })
        ]
    );

    let answer = refund(&admin, &order, json!({ "amount": 0.01, "reason": "More" })).await;
    assert!(
        answer.text.contains(
            r#"{"requested":0.01,"paid":29.30,"refunded":29.30,"refunding":0.00,"refundable":0.00}"#
        ),
        "{}",
        answer.text
    );
    answer.refused(409, "REFUND_TOO_LARGE");
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_of_an_item_add_up_to_it() {
    let shop = Shop::open().await;
    // 25.00 and 7.25 % of it, 1.8125: 26.81 for two, which is odd.
    shop.run("update spindle.tax_rates set rate = 0.0725 where tenant_id = $tenant")
        .await;
    let customer = shop.customer();
    let mut order = contract(customer.id);
    order.as_object_mut().unwrap().remove("coupon_code");
    let order = place(&customer, &order).await.created();
    assert_eq!(order["amount_paid"].to_string(), "31.81");
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    let admin = shop.admin();
    let one = json!({ "items": [{ "item_id": order["items"][0]["id"], "quantity": 1 }], "reason": "Chipped" });

    let first = refund(&admin, &path, one.clone()).await.created();
    assert_eq!(first["amount_refunded"].to_string(), "13.4");
    let mut with_shipping = one.clone();
    with_shipping["shipping"] = json!(true);
    let second = refund(&admin, &path, with_shipping).await.created();
    assert_eq!(
        second["amount_refunded"].to_string(),
        "31.81",
        "13.41 and 5.00 more"
    );

    let error = refund(&admin, &path, one).await;
    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "items");
    let shipping = json!({ "shipping": true, "reason": "Late" });
    let error = refund(&admin, &path, shipping).await;
    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "shipping");
}

#[tokio::test(flavor = "multi_thread")]
async fn dong_have_no_cents() {
    let shop = Shop::open().await;
    // 7 mugs for 10,001 are 70,007; 8 % of it is 5,600.56. 75,608 for seven, 10,801.14 each.
    shop.run(
        "update spindle.tenants set currency = 'VND' where tenant_id = $tenant;
         update spindle.prices set currency = 'VND', amount_minor = 10001 where tenant_id = $tenant",
    )
    .await;
    let customer = shop.customer();
    let mut order = contract(customer.id);
    order.as_object_mut().unwrap().remove("coupon_code");
    order["items"][0]["quantity"] = json!(7);
    let order = place(&customer, &order).await.created();
    assert_eq!(
        order["amount_paid"].to_string(),
        "76108",
        "500 for shipping"
    );
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    let admin = shop.admin();

    for (quantity, refunded) in [(1, "10801"), (5, "64806"), (1, "75608")] {
        let pieces = json!({ "items": [{ "item_id": order["items"][0]["id"], "quantity": quantity }], "reason": "Rust" });
        let payments = refund(&admin, &path, pieces).await.created();
        assert_eq!(payments["amount_refunded"].to_string(), refunded);
    }
    let error = refund(&admin, &path, json!({ "amount": "0.5", "reason": "x" })).await;
    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "amount");
    let last = json!({ "amount": 500, "reason": "x" });
    let payments = refund(&admin, &path, last).await.created();
    assert_eq!(payments["payment_status"], "REFUNDED");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_amount_is_refunded_once() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let order = paid(&shop, "tok_success").await;
    let admin = shop.admin();
    let most = json!({ "amount": 20, "reason": "Both of us" });

    let lock = shop
        .lock("select from spindle.orders where tenant_id = $tenant for update")
        .await;
    let (answers, ()) = tokio::join!(
        async {
            tokio::join!(
                refund(&admin, &order, most.clone()),
                refund(&admin, &order, most.clone())
            )
        },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost): (Vec<_>, Vec<_>) = [answers.0, answers.1]
        .into_iter()
        .partition(|a| a.status.is_success());
    assert_eq!((won.len(), lost.len()), (1, 1));
    lost[0].clone().refused(409, "REFUND_TOO_LARGE");
    assert_eq!(
        refunds_of_provider(&shop).await,
        [json!({ "amount_minor": 2000, "status": "succeeded" })]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_the_provider_refuses_calls_a_person() {
    let shop = Shop::open().await;
    let order = paid(&shop, "tok_refund_declined").await;
    let admin = shop.admin();

    let error = refund(&admin, &order, json!({ "amount": 5, "reason": "x" })).await;
    let error = error.refused(409, "REFUND_DECLINED");

    assert_eq!(error["details"][0]["reason"], "refused_by_bank");
    let called = shop
        .row("select reason, proposal from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        called,
        json!({ "reason": "refund_declined", "proposal": "look" })
    );
    let payments = admin.get(&format!("{order}/payments")).await.ok();
    assert_eq!(money(&payments), ["29.3", "0.0", "0.0", "0.0"]);
    assert_eq!(payments["payment_status"], "PAID");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_under_way_counts() {
    let shop = Shop::open().await;
    let order = paid(&shop, "tok_refund_pending").await;
    let admin = shop.admin();

    let first = refund(&admin, &order, json!({ "amount": 20, "reason": "x" })).await;
    let first = first.accepted();

    assert_eq!(money(&first), ["29.3", "0.0", "20.0", "0.0"]);
    assert_eq!(first["payment_status"], "PAID");
    refund(&admin, &order, json!({ "amount": 10, "reason": "x" }))
        .await
        .refused(409, "REFUND_TOO_LARGE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_nobody_heard_of_is_found_by_the_sweep() {
    // Paid out without an answer; and never arrived, so that it is sent again with the same key.
    for (token, known) in [
        ("tok_refund_timeout_after", 1),
        ("tok_refund_timeout_before", 0),
    ] {
        let Some(shop) = Shop::open_for(&[Need::Variables, Need::Clock]).await else {
            return;
        };
        let order = paid(&shop, token).await;
        let admin = shop.admin();
        let first = refund(&admin, &order, json!({ "amount": 5, "reason": "x" })).await;
        let first = first.accepted();
        assert_eq!(first["attempts"][1]["status"], "unknown", "{token}");
        assert_eq!(refunds_of_provider(&shop).await.len(), known, "{token}");

        // Whatever was wrong with the provider, it is over.
        shop.run(
            "update spindle.sandbox_charges set token = 'tok_success' where tenant_id = $tenant",
        )
        .await;
        shop.move_clock(Duration::from_secs(61)).await;
        let ticked = shop.service().post("/internal/tick", "").await.ok();

        assert_eq!(ticked["payments_asked"], 1);
        let payments = admin.get(&format!("{order}/payments")).await.ok();
        assert_eq!(money(&payments), ["29.3", "5.0", "0.0", "0.0"]);
        assert_eq!(
            refunds_of_provider(&shop).await,
            [json!({ "amount_minor": 500, "status": "succeeded" })],
            "{token}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_by_hand_goes_back_by_hand() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let order = place(&customer, &cod(customer.id)).await.created();
    let order = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    let admin = shop.admin();
    let all = json!({ "amount": 32, "reason": "Returned", "reference": "T-9" });
    refund(&admin, &order, all.clone())
        .await
        .refused(409, "REFUND_TOO_LARGE");
    admin
        .post(&format!("{order}/payments"), r#"{"reference": "courier"}"#)
        .await
        .ok();

    let (payments, statements) = shop.statements_of(refund(&admin, &order, all)).await;

    let payments = payments.created();
    assert_eq!(statements.len(), 2, "nobody is asked");
    assert_eq!(money(&payments), ["32.0", "32.0", "0.0", "0.0"]);
    assert_eq!(payments["payment_status"], "REFUNDED");
    let attempt = &payments["attempts"][0];
    assert_eq!(
        [
            &attempt["kind"],
            &attempt["status"],
            &attempt["of_attempt"],
            &attempt["provider_reference"]
        ],
        [
            &json!("refund"),
            &json!("succeeded"),
            &Value::Null,
            &json!("T-9")
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_refunds_once() {
    let shop = Shop::open().await;
    let order = paid(&shop, "tok_success").await;
    let keyed = shop.admin().with("idempotency-key", "refund-1");
    let part = json!({ "amount": 5, "reason": "x" });

    refund(&keyed, &order, part.clone()).await.created();
    let again = refund(&keyed, &order, part).await.created();

    assert_eq!(money(&again), ["29.3", "5.0", "0.0", "0.0"]);
    assert_eq!(refunds_of_provider(&shop).await.len(), 1);
    refund(&keyed, &order, json!({ "amount": 6, "reason": "x" }))
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_refunds_are_refused() {
    let shop = Shop::open().await;
    let order = paid(&shop, "tok_success").await;
    let admin = shop.admin();
    let nobodys = "00000000-0000-4000-8000-000000000999";
    let item = json!({ "item_id": nobodys, "quantity": 1 });
    for (body, field) in [
        (json!({ "reason": "x" }), "amount"),
        (json!({ "amount": 5 }), "reason"),
        (json!({ "amount": 5, "reason": "" }), "reason"),
        (json!({ "amount": 0, "reason": "x" }), "amount"),
        (json!({ "amount": -5, "reason": "x" }), "amount"),
        (json!({ "amount": "5.001", "reason": "x" }), "amount"),
        (
            json!({ "amount": 5, "shipping": true, "reason": "x" }),
            "amount",
        ),
        (json!({ "items": [], "reason": "x" }), "items"),
        (json!({ "items": [item], "reason": "x" }), "items"),
        (
            json!({ "items": [item, item], "reason": "x" }),
            "items[1].item_id",
        ),
    ] {
        let error = refund(&admin, &order, body.clone()).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{body}");
    }

    let good = json!({ "amount": 5, "reason": "x" });
    refund(&shop.customer(), &order, good.clone())
        .await
        .refused(403, "FORBIDDEN");
    let other = shop.another_tenant().await;
    refund(&shop.admin_of(&other), &order, good.clone())
        .await
        .refused(404, "NOT_FOUND");
    let stale = admin.with("if-match", "\"99\"");
    refund(&stale, &order, good)
        .await
        .refused(412, "STALE_VERSION");
    assert_eq!(refunds_of_provider(&shop).await.len(), 0);
}
