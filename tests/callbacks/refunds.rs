//! What a provider tells about refunds that we asked for.

use harness::{Shop, json};

use super::sending::{Pending, event, fate, paid, patient, pending, send, world};

/// A paid order with a refund of 5.00 that the provider has not answered.
async fn refunding(shop: &Shop) -> Pending {
    let order = pending(shop).await;
    send(shop, "msg_paid", &paid(&order)).await.ok();
    shop.run(&format!(
        "select spindle.open_refund($tenant, '{}', 500, '{{\"reason\": \"A scratch\"}}', 'admin:test')",
        order.id
    ))
    .await;
    order
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_written_down_once_however_often_it_is_told() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = refunding(&shop).await;
    let data = json!({ "amount": "5.00", "currency": "USD", "reference": "re_1" });
    let refunded = event("refund.succeeded", &order.number, data);

    assert_eq!(fate(&send(&shop, "msg_1", &refunded).await), "200 applied");
    let after = world(&shop).await;
    assert_eq!(fate(&send(&shop, "msg_1", &refunded).await), "200 applied");
    assert_eq!(fate(&send(&shop, "msg_2", &refunded).await), "200 applied");

    assert_eq!(world(&shop).await, after);
    assert_eq!(after[0]["payment_status"], "PARTIALLY_REFUNDED");
    assert_eq!(
        after[0]["money"],
        json!([["capture", 3200, "USD"], ["refund", 500, "USD"]])
    );
    assert_eq!(after[0]["attention"], json!(null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_the_provider_refuses_calls_a_person() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = refunding(&shop).await;
    let data = json!({ "reference": "re_1", "reason": "card_closed" });
    let failed = event("refund.failed", &order.number, data);

    assert_eq!(fate(&send(&shop, "msg_1", &failed).await), "202 attention");
    assert_eq!(fate(&send(&shop, "msg_2", &failed).await), "202 attention");

    let after = world(&shop).await;
    assert_eq!(after[0]["payment_status"], "PAID");
    assert_eq!(after[0]["money"], json!([["capture", 3200, "USD"]]));
    assert_eq!(after[0]["attention"], json!(["refund_declined"]));
}
