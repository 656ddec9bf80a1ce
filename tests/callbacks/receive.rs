//! `POST /api/v1/callbacks/{provider}`

use harness::{Need, json};

use super::sending::{event, fate, paid, patient, pending, send, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_succeeds_confirms_its_order_once() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;

    let first = send(&shop, "msg_1", &paid(&order)).await;
    assert_eq!(
        first.clone().ok(),
        json!({ "event_id": "msg_1", "status": "applied" })
    );
    let after = world(&shop).await;
    // The same event, and the same news under another id.
    assert_eq!(send(&shop, "msg_1", &paid(&order)).await.body, first.body);
    assert_eq!(
        fate(&send(&shop, "msg_2", &paid(&order)).await),
        "200 applied"
    );

    assert_eq!(world(&shop).await, after);
    assert_eq!(after[0]["status"], "CONFIRMED");
    assert_eq!(after[0]["payment_status"], "PAID");
    assert_eq!(after[0]["money"], json!([["capture", 3200, "USD"]]));
    assert_eq!(after[0]["goods"], json!([["MUG", 2, "committed"]]));
    assert_eq!(
        after[0]["events"],
        json!(["order.confirmed", "order.payment_pending", "order.placed"])
    );
    let confirmed = shop
        .row("select actor, note from spindle.order_history where tenant_id = $tenant order by entry_id desc limit 1")
        .await;
    assert_eq!(confirmed["actor"], "callback:acme");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_fails_gives_everything_back() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let still = event(
        "payment.pending",
        &order.number,
        json!({ "reference": order.charge }),
    );
    let failed = event(
        "payment.failed",
        &order.id,
        json!({ "key": order.key, "reason": "insufficient_funds" }),
    );

    assert_eq!(fate(&send(&shop, "msg_1", &still).await), "200 applied");
    assert_eq!(world(&shop).await[0]["status"], "PENDING");
    assert_eq!(fate(&send(&shop, "msg_2", &failed).await), "200 applied");
    // That it was at it is no news any more.
    assert_eq!(fate(&send(&shop, "msg_3", &still).await), "200 applied");

    let after = world(&shop).await;
    assert_eq!(after[0]["status"], "PAYMENT_FAILED");
    assert_eq!(after[0]["goods"], json!([["MUG", 2, "released"]]));
    assert_eq!(after[0]["stock"][0], json!([100, 0]));
    let reason = shop
        .row("select reason from spindle.payment_attempts where tenant_id = $tenant")
        .await;
    assert_eq!(reason["reason"], "insufficient_funds");
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_that_nothing_follows_from_are_taken_in_and_not_looked_at() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let before = world(&shop).await;

    let odd = event(
        "payment.disputed",
        &order.id,
        json!({ "card_number": "4111111111111111" }),
    );
    let answer = send(&shop, "msg_1", &odd).await;

    assert_eq!(
        answer.accepted(),
        json!({ "event_id": "msg_1", "status": "ignored" })
    );
    assert_eq!(world(&shop).await, before);
    let kept = shop
        .row("select kind, payload, order_reference, status from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    let expected = json!({ "kind": "payment.disputed", "payload": {}, "order_reference": null, "status": "ignored" });
    assert_eq!(kept, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_understood_is_kept() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let mut paid = paid(&order);
    paid["data"]["card"] = json!({ "number": "4111111111111111", "cvc": "123" });
    paid["data"]["key"] = json!(order.key);

    assert_eq!(fate(&send(&shop, "msg_1", &paid).await), "200 applied");

    let kept = shop
        .row(
            "select payload, order_reference from spindle.callback_inbox where tenant_id = $tenant",
        )
        .await;
    let payload = json!({ "amount": "32.00", "currency": "USD", "key": order.key, "reference": order.charge });
    assert_eq!(
        kept,
        json!({ "payload": payload, "order_reference": order.number })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_message_costs_does_not_depend_on_what_it_does() {
    let Some(shop) = patient(&[Need::Statements]).await else {
        return;
    };
    let order = pending(&shop).await;
    let odd = json!({ "type": "weather.changed" });

    for (event, id, status) in [
        (&paid(&order), "msg_1", "200 applied"),
        (&paid(&order), "msg_1", "200 applied"),
        (&paid(&order), "msg_2", "200 applied"),
        (&odd, "msg_3", "202 ignored"),
    ] {
        let (answer, statements) = shop.statements_of(send(&shop, id, event)).await;
        assert_eq!(
            (fate(&answer).as_str(), statements.len()),
            (status, 2),
            "{id}"
        );
    }
}
