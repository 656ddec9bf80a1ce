//! Orders that are cancelled when money of them came, or is on its way.

use std::time::Duration;

use harness::{MUG, Need, Shop, Value, json};

use super::{attempts, cancel, card, operation, operations, transactions};

/// Two mugs for 32.00, by card. Returns its path.
async fn ordered(shop: &Shop, token: &str) -> String {
    let answer = shop.customer().order_of(&[(MUG, 2)], card(token)).await;
    format!("/api/v1/orders/{}", answer.body["id"].as_str().unwrap())
}

async fn stock(shop: &Shop) -> Value {
    shop.row(
        "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_goes_back() {
    let shop = Shop::open().await;
    let order = ordered(&shop, "tok_success").await;

    let cancelled = cancel(&shop, &order).await;

    assert_eq!(
        (&cancelled["status"], &cancelled["payment_status"]),
        (&json!("CANCELLED"), &json!("REFUNDED"))
    );
    assert_eq!(
        ["amount_paid", "amount_refunded", "amount_due"].map(|name| cancelled[name].to_string()),
        ["32.0", "32.0", "0.0"]
    );
    assert_eq!(operations(&shop).await, [operation("refund", "succeeded")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_without_an_answer_is_found_by_the_sweep() {
    let Some(shop) = Shop::open_for(&[Need::Variables, Need::Clock]).await else {
        return;
    };
    let order = ordered(&shop, "tok_refund_timeout_after").await;

    let cancelled = cancel(&shop, &order).await;
    assert_eq!(
        (&cancelled["status"], &cancelled["payment_status"]),
        (&json!("CANCELLED"), &json!("PAID"))
    );

    shop.move_clock(Duration::from_secs(61)).await;
    let ticked = shop.service().post("/internal/tick", "").await.ok();

    assert_eq!(ticked["payments_asked"], 1);
    let shown = shop.admin().get(&order).await.ok();
    assert_eq!(shown["payment_status"], "REFUNDED");
    assert_eq!(
        transactions(&shop).await,
        [
            json!({ "kind": "capture", "amount_minor": 3200 }),
            json!({ "kind": "refund", "amount_minor": 3200 })
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_arrives_after_the_cancellation_calls_a_person() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let order = ordered(&shop, "tok_pending").await;
    let cancelled = cancel(&shop, &order).await;
    assert_eq!(cancelled["status"], "CANCELLED");
    assert_eq!(stock(&shop).await, json!({ "on_hand": 100, "reserved": 0 }));

    shop.run("update spindle.sandbox_charges set status = 'succeeded' where tenant_id = $tenant")
        .await;
    shop.move_clock(Duration::from_secs(61)).await;
    shop.service().post("/internal/tick", "").await.ok();

    let shown = shop.admin().get(&order).await.ok();
    assert_eq!(
        (&shown["status"], &shown["payment_status"]),
        (&json!("CANCELLED"), &json!("PAID"))
    );
    assert_eq!(
        transactions(&shop).await,
        [json!({ "kind": "capture", "amount_minor": 3200 })]
    );
    assert_eq!(stock(&shop).await, json!({ "on_hand": 100, "reserved": 0 }));
    let called = shop
        .rows("select reason, proposal from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        called,
        [json!({ "reason": "paid_too_late", "proposal": "refund" })]
    );

    // What was proposed.
    let refund = json!({ "amount": 32, "reason": "Paid too late" });
    let payments = shop
        .admin()
        .post(&format!("{order}/refund"), refund.to_string())
        .await
        .created();
    assert_eq!(payments["payment_status"], "REFUNDED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_order_is_never_charged() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let order = ordered(&shop, "tok_pending").await;
    // As if the component had died before it asked.
    shop.run(
        "delete from spindle.sandbox_charges where tenant_id = $tenant;
         update spindle.payment_attempts set status = 'started', token = 'tok_success' where tenant_id = $tenant",
    )
    .await;

    // Cancelling asks what became of it: nothing, and nothing will.
    let cancelled = cancel(&shop, &order).await;

    assert_eq!(cancelled["status"], "CANCELLED");
    assert_eq!(
        attempts(&shop).await,
        [json!({ "kind": "charge", "status": "declined", "amount_minor": 3200 })]
    );
    let charges = shop
        .rows("select from spindle.sandbox_charges where tenant_id = $tenant")
        .await;
    assert_eq!(charges.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn news_that_contradict_move_no_stock_and_call_a_person_once() {
    let shop = Shop::open().await;
    let declined = shop
        .customer()
        .order_of(&[(MUG, 2)], card("tok_declined"))
        .await;
    declined.refused(402, "PAYMENT_DECLINED");
    let settle = "select spindle.settle_payment($tenant, attempt_id, 'succeeded', 'ch_late', null)
                    from spindle.payment_attempts where tenant_id = $tenant";

    shop.rows(settle).await;
    shop.rows(settle).await;

    let order = shop
        .row("select status, payment_status from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(
        order,
        json!({ "status": "PAYMENT_FAILED", "payment_status": "PAID" })
    );
    assert_eq!(
        transactions(&shop).await,
        [json!({ "kind": "capture", "amount_minor": 3200 })]
    );
    assert_eq!(stock(&shop).await, json!({ "on_hand": 100, "reserved": 0 }));
    let called = shop
        .rows("select reason, proposal from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        called,
        [json!({ "reason": "payment_contradicted", "proposal": "refund" })]
    );
}
