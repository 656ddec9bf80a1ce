//! `POST /api/v1/orders/{id}/payment-confirmed`

use harness::{Need, json};

use super::sending::{fate, patient, pending, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_service_confirms_an_order_as_its_document_says() {
    let Some(shop) = patient(&[Need::Statements]).await else {
        return;
    };
    let order = pending(&shop).await;
    let path = format!("/api/v1/orders/{}/payment-confirmed", order.id);
    let body = format!(
        r#"{{"payment_id": "{}", "amount": 32.00, "method": "card", "transaction_id": "txn_456"}}"#,
        order.charge
    );
    let service = shop.provider("payments");

    let (answer, statements) = shop.statements_of(service.post(&path, body.clone())).await;

    assert_eq!(statements.len(), 1);
    let expected = json!({ "event_id": "payment-confirmed/txn_456", "status": "applied" });
    assert_eq!(answer.clone().ok(), expected);
    let after = world(&shop).await;
    assert_eq!(
        (&after[0]["status"], &after[0]["payment_status"]),
        (&json!("CONFIRMED"), &json!("PAID"))
    );
    assert_eq!(after[0]["money"], json!([["capture", 3200, "USD"]]));

    // Twice, and once more by the number: another request under the same transaction.
    assert_eq!(service.post(&path, body.clone()).await.body, answer.body);
    let by_number = format!("/api/v1/orders/{}/payment-confirmed", order.number);
    service
        .post(&by_number, body)
        .await
        .refused(422, "EVENT_REUSED");
    assert_eq!(world(&shop).await, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_may_call_a_payment_by_the_key_it_was_given() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let path = format!("/api/v1/orders/{}/payment-confirmed", order.number);
    let body = json!({ "payment_id": order.key, "amount": "32", "method": "card", "transaction_id": "t1" });

    let answer = shop
        .provider("payments")
        .post(&path, body.to_string())
        .await;

    assert_eq!(fate(&answer), "200 applied");
    assert_eq!(world(&shop).await[0]["status"], "CONFIRMED");
    let money = shop
        .row(
            "select provider_reference from spindle.payment_transactions where tenant_id = $tenant",
        )
        .await;
    assert_eq!(
        money["provider_reference"],
        json!(order.charge),
        "as the provider answered"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_provider_of_the_shop_may_confirm() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let before = world(&shop).await;
    let path = format!("/api/v1/orders/{}/payment-confirmed", order.id);
    let body = json!({ "payment_id": order.charge, "amount": 32, "method": "card", "transaction_id": "t1" }).to_string();

    for person in [shop.customer(), shop.admin(), shop.service()] {
        person
            .post(&path, body.clone())
            .await
            .refused(403, "FORBIDDEN");
    }
    shop.visitor()
        .post(&path, body.clone())
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.provider("Not A Name")
        .post(&path, body.clone())
        .await
        .refused(401, "UNAUTHENTICATED");
    // A provider may do nothing else.
    for path in ["/api/v1/orders", "/api/v1/attention"] {
        shop.provider("payments")
            .get(path)
            .await
            .refused(403, "FORBIDDEN");
    }
    shop.provider("payments")
        .post("/internal/tick", "")
        .await
        .refused(403, "FORBIDDEN");
    shop.provider_of("no-such-shop", "payments")
        .post(&path, body.clone())
        .await
        .refused(404, "NOT_FOUND");

    // For another shop there is no such order, perhaps not yet.
    let other = shop.another_tenant().await;
    let answer = shop.provider_of(&other, "payments").post(&path, body).await;
    assert_eq!(fate(&answer), "202 kept");
    assert_eq!(world(&shop).await, before);
}
