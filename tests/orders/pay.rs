//! `POST /api/v1/orders/{id}/checkout`: paying an order that was placed without a token.

use harness::{Need, Person, Shop, Value, json};

use super::{contract, place};

/// A pending order by card, without a token: 2 mugs with SUMMER10 for 29.30. Returns its path.
async fn unpaid(customer: &Person) -> String {
    let mut order = contract(customer.id);
    order.as_object_mut().unwrap().remove("payment_token");
    let order = place(customer, &order).await.created();
    assert_eq!(
        (&order["status"], &order["payment"]),
        (&json!("PENDING"), &Value::Null)
    );
    assert!(order["expires_at"].is_string(), "its goods are held");
    format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
}

async fn pay(person: &Person, order: &str, body: Value) -> harness::Answer {
    person
        .post(&format!("{order}/checkout"), body.to_string())
        .await
}

async fn charged(shop: &Shop) -> Vec<Value> {
    shop.rows("select amount_minor, token from spindle.sandbox_charges where tenant_id = $tenant")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pending_order_is_paid_later() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let order = unpaid(&customer).await;
    assert_eq!(charged(&shop).await.len(), 0);

    let token = json!({ "payment_token": "tok_success" });
    let (paid, statements) = shop
        .statements_of(pay(&customer, &order, token.clone()))
        .await;

    let ours = statements
        .iter()
        .filter(|statement| statement.component != "payments-sandbox");
    assert_eq!(ours.count(), 2);
    let paid = paid.ok();
    assert_eq!(
        (&paid["status"], &paid["payment_status"]),
        (&json!("CONFIRMED"), &json!("PAID"))
    );
    assert_eq!(
        [&paid["amount_paid"], &paid["amount_due"]].map(Value::to_string),
        ["29.3", "0.0"]
    );
    assert_eq!(
        charged(&shop).await,
        [json!({ "amount_minor": 2930, "token": "tok_success" })]
    );

    let again = pay(&customer, &order, token).await;
    let error = again.refused(409, "INVALID_TRANSITION");
    assert!(error["message"].as_str().unwrap().contains("CONFIRMED"));
    assert_eq!(error["details"][0]["status"], "CONFIRMED");
    assert_eq!(charged(&shop).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_is_under_way_is_asked_about_and_no_other_begun() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = unpaid(&customer).await;
    let pending = json!({ "payment_token": "tok_pending" });
    assert_eq!(
        pay(&customer, &order, pending).await.accepted()["payment"]["status"],
        "pending"
    );

    let other = json!({ "payment_token": "tok_success" });
    let still = pay(&customer, &order, other.clone()).await.accepted();
    assert_eq!(still["payment"]["status"], "pending");
    assert_eq!(charged(&shop).await.len(), 1);

    shop.run("update spindle.sandbox_charges set status = 'succeeded' where tenant_id = $tenant")
        .await;
    let paid = pay(&customer, &order, other).await.ok();
    assert_eq!(paid["status"], "CONFIRMED");
    assert_eq!(
        charged(&shop).await,
        [json!({ "amount_minor": 2930, "token": "tok_pending" })]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_card_ends_the_order() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = unpaid(&customer).await;

    let token = json!({ "payment_token": "tok_declined" });
    pay(&customer, &order, token.clone())
        .await
        .refused(402, "PAYMENT_DECLINED");

    let shown = customer.get(&order).await.ok();
    assert_eq!(
        (&shown["status"], &shown["payment_status"]),
        (&json!("PAYMENT_FAILED"), &json!("FAILED"))
    );
    let error = pay(&customer, &order, token).await;
    let error = error.refused(409, "INVALID_TRANSITION");
    assert_eq!(error["details"][0]["status"], "PAYMENT_FAILED");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_method_may_be_chosen() {
    let shop = Shop::open().await;
    let customer = shop.customer();

    let order = unpaid(&customer).await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let confirmed = pay(&customer, &order, cash.clone()).await.ok();
    assert_eq!(
        (&confirmed["status"], &confirmed["payment_method"]),
        (&json!("CONFIRMED"), &json!("CASH_ON_DELIVERY"))
    );
    pay(&customer, &order, cash)
        .await
        .refused(409, "INVALID_TRANSITION");

    let order = unpaid(&customer).await;
    let transfer = json!({ "payment_method": "BANK_TRANSFER" });
    let waiting = pay(&customer, &order, transfer).await.ok();
    assert_eq!(
        (&waiting["status"], &waiting["payment_method"]),
        (&json!("PENDING"), &json!("BANK_TRANSFER"))
    );
    assert_eq!(
        waiting["expires_at"],
        Value::Null,
        "money may be on its way"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_paid_so_is_refused() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = unpaid(&customer).await;
    for (body, field) in [
        (json!({}), "payment_token"),
        (json!({ "payment_method": "CREDIT_CARD" }), "payment_token"),
        (
            json!({ "payment_method": "BANK_TRANSFER", "payment_token": "tok_success" }),
            "payment_token",
        ),
        (json!({ "payment_method": "BARTER" }), "payment_method"),
    ] {
        let error = pay(&customer, &order, body.clone()).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{body}");
    }

    let token = json!({ "payment_token": "tok_success" });
    let stale = customer.with("if-match", "\"99\"");
    pay(&stale, &order, token.clone())
        .await
        .refused(412, "STALE_VERSION");
    for stranger in [shop.customer(), shop.stranger().await] {
        pay(&stranger, &order, token.clone())
            .await
            .refused(404, "NOT_FOUND");
    }
    assert_eq!(charged(&shop).await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_pays_once() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = unpaid(&customer).await;
    let keyed = customer.with("idempotency-key", "pay-1");
    let token = json!({ "payment_token": "tok_success" });

    let first = pay(&keyed, &order, token.clone()).await.ok();
    let again = pay(&keyed, &order, token).await.ok();

    assert_eq!(first["id"], again["id"]);
    assert_eq!(again["status"], "CONFIRMED");
    assert_eq!(charged(&shop).await.len(), 1);
    let other = json!({ "payment_token": "tok_declined" });
    pay(&keyed, &order, other)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_payments_at_once_charge_once() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let customer = shop.customer();
    let order = unpaid(&customer).await;
    let token = json!({ "payment_token": "tok_success" });

    let lock = shop
        .lock("select from spindle.orders where tenant_id = $tenant for update")
        .await;
    let (answers, ()) = tokio::join!(
        async {
            tokio::join!(
                pay(&customer, &order, token.clone()),
                pay(&customer, &order, token.clone())
            )
        },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    // The second finds the payment under way, and asks about it, or finds it paid.
    assert!(answers.0.status.is_success() || answers.1.status.is_success());
    assert_eq!(charged(&shop).await.len(), 1);
    let order = customer.get(&order).await.ok();
    assert_eq!(order["amount_paid"].to_string(), "29.3");
}
