//! What the provider without a bank refuses, asked as it asks its own ledger.

use harness::{MUG, Shop, Value, json};

use super::card;

/// What becomes of an operation with the one charge of the shop.
async fn operate(shop: &Shop, kind: &str, key: &str, amount: i64, currency: &str) -> Value {
    let row = shop
        .row(&format!(
            "select spindle.sandbox_operate($tenant, '{kind}', '{key}', c.key, {amount}, '{currency}') as answer
               from spindle.sandbox_charges c where c.tenant_id = $tenant"
        ))
        .await;
    match row["answer"]["operation"] {
        Value::Null => row["answer"]["outcome"].clone(),
        ref done => json!([done["status"], done["decline_reason"]]),
    }
}

async fn shop_with_charge(capture: &str) -> Shop {
    let shop = Shop::open().await;
    shop.run(&format!(
        "update spindle.tenants set capture = '{capture}' where tenant_id = $tenant"
    ))
    .await;
    shop.customer()
        .order_of(&[(MUG, 2)], card("tok_success"))
        .await
        .created();
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn never_more_goes_back_than_was_captured() {
    let shop = shop_with_charge("at_order").await;
    let done = json!(["succeeded", null]);

    // 32.00 were charged.
    for (key, amount, currency, answer) in [
        ("r1", 3000, "USD", done.clone()),
        ("r1", 3000, "USD", done.clone()),
        ("r1", 2999, "USD", json!("key_reused")),
        ("r2", 201, "USD", json!(["declined", "more_than_captured"])),
        ("r3", 200, "EUR", json!(["declined", "another_currency"])),
        ("r4", 200, "USD", done),
        ("r5", 1, "USD", json!(["declined", "more_than_captured"])),
    ] {
        assert_eq!(
            operate(&shop, "refund", key, amount, currency).await,
            answer,
            "{key} {amount} {currency}"
        );
    }
    assert_eq!(
        operate(&shop, "capture", "c1", 3200, "USD").await,
        json!(["declined", "already_captured"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authorization_is_captured_or_voided_once() {
    let shop = shop_with_charge("at_shipment").await;

    for (kind, key, amount, answer) in [
        ("refund", "r1", 1, json!(["declined", "more_than_captured"])),
        (
            "capture",
            "c1",
            3201,
            json!(["declined", "more_than_authorized"]),
        ),
        ("capture", "c2", 2000, json!(["succeeded", null])),
        (
            "capture",
            "c3",
            1200,
            json!(["declined", "already_captured"]),
        ),
        ("void", "v1", 3200, json!(["declined", "already_captured"])),
        (
            "refund",
            "r2",
            2001,
            json!(["declined", "more_than_captured"]),
        ),
        ("refund", "r3", 2000, json!(["succeeded", null])),
    ] {
        assert_eq!(
            operate(&shop, kind, key, amount, "USD").await,
            answer,
            "{kind} {key} {amount}"
        );
    }

    let shop = shop_with_charge("at_shipment").await;
    for (kind, key, answer) in [
        ("void", "v1", json!(["succeeded", null])),
        ("capture", "c1", json!(["declined", "already_voided"])),
        ("void", "v2", json!(["declined", "already_voided"])),
    ] {
        assert_eq!(
            operate(&shop, kind, key, 3200, "USD").await,
            answer,
            "{kind} {key}"
        );
    }
}
