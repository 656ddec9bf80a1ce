//! What a provider tells and does not fit: a person is called, and no money moves.

use harness::{Shop, Value, json};

use super::sending::{Pending, event, fate, paid, patient, pending, send, world};

/// What is open, without ids and times.
async fn attention(shop: &Shop) -> Vec<Value> {
    shop.rows(
        "select reason, proposal, detail - 'attempt_id' - 'provider_reference' as detail
           from spindle.attention where tenant_id = $tenant order by attention_id",
    )
    .await
}

fn told(order: &Pending, changes: Value) -> Value {
    let mut paid = paid(order);
    for (field, value) in changes.as_object().unwrap() {
        paid["data"][field] = value.clone();
    }
    paid
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_not_the_orders_calls_a_person() {
    for (changes, reason) in [
        (json!({ "amount": "31.99" }), "payment_amount_differs"),
        (json!({ "amount": 32.001 }), "payment_amount_differs"),
        (json!({ "amount": 3200 }), "payment_amount_differs"),
        (json!({ "currency": "THB" }), "payment_amount_differs"),
        (json!({ "reference": "ch_of_somebody" }), "payment_repeated"),
        (
            json!({ "key": "00000000-0000-4000-8000-000000000000" }),
            "payment_not_ours",
        ),
    ] {
        let Some(shop) = patient(&[]).await else {
            return;
        };
        let order = pending(&shop).await;
        let before = world(&shop).await;
        let news = told(&order, changes.clone());

        assert_eq!(
            fate(&send(&shop, "msg_1", &news).await),
            "202 attention",
            "{changes}"
        );
        assert_eq!(
            fate(&send(&shop, "msg_1", &news).await),
            "202 attention",
            "{changes}"
        );
        // Told again under another id, it is the same cause.
        assert_eq!(
            fate(&send(&shop, "msg_2", &news).await),
            "202 attention",
            "{changes}"
        );

        let open = attention(&shop).await;
        assert_eq!(open.len(), 1, "{changes}: {open:?}");
        assert_eq!(
            (&open[0]["reason"], &open[0]["proposal"]),
            (&json!(reason), &json!("refund"))
        );
        let mut after = world(&shop).await;
        after[0]["attention"] = Value::Null;
        assert_eq!(after, before, "{changes}");

        // What is right is taken all the same.
        assert_eq!(
            fate(&send(&shop, "msg_3", &paid(&order)).await),
            "200 applied"
        );
        assert_eq!(world(&shop).await[0]["status"], "CONFIRMED");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_payment_of_a_paid_order_is_to_be_refunded() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    send(&shop, "msg_1", &paid(&order)).await.ok();

    let again = told(&order, json!({ "reference": "ch_second" }));
    assert_eq!(fate(&send(&shop, "msg_2", &again).await), "202 attention");

    let expected = json!({
        "reason": "payment_repeated", "proposal": "refund",
        "detail": { "amount": "32.00", "currency": "USD", "reference": "ch_second", "told": "succeeded",
                    "expected_minor": 3200, "expected_currency": "USD" }
    });
    assert_eq!(attention(&shop).await, [expected]);
    assert_eq!(
        world(&shop).await[0]["money"],
        json!([["capture", 3200, "USD"]])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_another_order_is_none_of_this_one() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let (one, other) = (pending(&shop).await, pending(&shop).await);
    let before = world(&shop).await;

    let crossed = told(&one, json!({ "key": other.key, "reference": other.charge }));
    assert_eq!(fate(&send(&shop, "msg_1", &crossed).await), "202 attention");

    let open = attention(&shop).await;
    assert_eq!(open[0]["reason"], "payment_not_ours");
    for (before, after) in before.iter().zip(world(&shop).await) {
        assert_eq!(after["status"], before["status"]);
        assert_eq!(after["attempts"], before["attempts"]);
        assert_eq!(after["money"], Value::Null);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_payment_that_succeeds_after_all_is_written_down_and_to_be_refunded() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let failed = event("payment.failed", &order.id, json!({ "key": order.key }));
    assert_eq!(fate(&send(&shop, "msg_1", &failed).await), "200 applied");

    assert_eq!(
        fate(&send(&shop, "msg_2", &paid(&order)).await),
        "202 attention"
    );

    let after = world(&shop).await;
    assert_eq!(after[0]["status"], "PAYMENT_FAILED");
    assert_eq!(
        after[0]["money"],
        json!([["capture", 3200, "USD"]]),
        "it is real"
    );
    assert_eq!(after[0]["goods"], json!([["MUG", 2, "released"]]));
    let open = attention(&shop).await;
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(
        (&open[0]["reason"], &open[0]["proposal"]),
        (&json!("payment_contradicted"), &json!("refund"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_order_is_not_undone_by_a_late_failure() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    send(&shop, "msg_1", &paid(&order)).await.ok();
    let failed = event("payment.failed", &order.id, json!({ "key": order.key }));

    assert_eq!(fate(&send(&shop, "msg_2", &failed).await), "202 attention");

    let after = world(&shop).await;
    assert_eq!(
        (&after[0]["status"], &after[0]["payment_status"]),
        (&json!("CONFIRMED"), &json!("PAID"))
    );
    assert_eq!(after[0]["attention"], json!(["payment_contradicted"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_order_that_is_paid_is_to_be_refunded() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let cancelled = shop
        .row(&format!(
            "select spindle.cancel_order($tenant, null, null, null, 'admin:test', '{}', null, 'Too late')
               ->> 'outcome' as outcome",
            order.id
        ))
        .await;
    assert_eq!(cancelled["outcome"], "cancelled");

    assert_eq!(
        fate(&send(&shop, "msg_1", &paid(&order)).await),
        "202 attention"
    );

    let after = world(&shop).await;
    assert_eq!(after[0]["status"], "CANCELLED");
    assert_eq!(after[0]["goods"], json!([["MUG", 2, "released"]]));
    assert_eq!(
        after[0]["money"],
        json!([["capture", 3200, "USD"]]),
        "it is real"
    );
    let open = attention(&shop).await;
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!(
        (&open[0]["reason"], &open[0]["proposal"]),
        (&json!("paid_too_late"), &json!("refund"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_nobody_asked_for_calls_a_person() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    send(&shop, "msg_1", &paid(&order)).await.ok();
    let before = world(&shop).await;

    let data = json!({ "amount": "5.00", "currency": "USD", "reference": "re_1" });
    let refund = event("refund.succeeded", &order.number, data);
    assert_eq!(fate(&send(&shop, "msg_2", &refund).await), "202 attention");

    assert_eq!(attention(&shop).await[0]["reason"], "refund_not_ours");
    let after = world(&shop).await;
    assert_eq!(after[0]["money"], before[0]["money"]);
    assert_eq!(after[0]["payment_status"], "PAID");
}
