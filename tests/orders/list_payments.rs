//! `GET /api/v1/orders/{id}/payments`

use harness::{Need, Shop, Value, json};

use super::{contract, place};

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_sees_everything_but_tokens_and_a_customer_what_concerns_them() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let order = place(&customer, &contract(customer.id)).await.created();
    let path = format!(
        "/api/v1/orders/{}/payments",
        order["order_number"].as_str().unwrap()
    );

    let (all, statements) = shop.statements_of(shop.admin().get(&path)).await;

    assert_eq!(statements.len(), 1);
    assert!(!all.text.contains("tok_"), "{}", all.text);
    let all = all.ok();
    assert_eq!(
        [
            "total_amount",
            "amount_authorized",
            "amount_paid",
            "amount_refunded",
            "amount_due"
        ]
        .map(|name| all[name].to_string()),
        ["29.3", "0.0", "29.3", "0.0", "0.0"]
    );
    let [attempt, transaction] = [&all["attempts"][0], &all["transactions"][0]];
    assert_eq!(attempt["response"]["amount_minor"], 2930);
    assert_eq!(attempt["response"]["id"], attempt["provider_reference"]);
    assert_eq!(
        [
            &transaction["kind"],
            &transaction["attempt_id"],
            &transaction["provider_reference"]
        ],
        [
            &json!("capture"),
            &attempt["id"],
            &attempt["provider_reference"]
        ]
    );
    assert_eq!(transaction["amount"].to_string(), "29.3");

    let own = customer.get(&path).await.ok();
    let names = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&own["attempts"][0]),
        ["amount", "kind", "started_at", "status", "updated_at"]
    );
    assert_eq!(
        names(&own["transactions"][0]),
        ["amount", "kind", "occurred_at"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_told_why_a_card_was_declined() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mut order = contract(customer.id);
    order["payment_token"] = json!("tok_declined");
    let error = place(&customer, &order).await;
    let error = error.refused(402, "PAYMENT_DECLINED");
    let id = error["details"][0]["order_id"].as_str().unwrap();

    let own = customer.get(&format!("/api/v1/orders/{id}/payments")).await;

    assert_eq!(own.ok()["attempts"][0]["reason"], "insufficient_funds");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_elses_money_is_seen() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = place(&customer, &contract(customer.id)).await.created();
    let path = format!("/api/v1/orders/{}/payments", order["id"].as_str().unwrap());

    let other = shop.another_tenant().await;
    for stranger in [
        shop.customer(),
        shop.stranger().await,
        shop.admin_of(&other),
    ] {
        stranger.get(&path).await.refused(404, "NOT_FOUND");
    }
    shop.visitor()
        .get(&path)
        .await
        .refused(401, "UNAUTHENTICATED");
}
