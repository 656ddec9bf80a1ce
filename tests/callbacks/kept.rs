//! What comes too early is kept, tried again by the sweep, and never forgotten.

use std::time::Duration;

use harness::{Need, Shop, json};

use super::sending::{event, fate, patient, pending, send, world};

const MINUTE: Duration = Duration::from_secs(60);

async fn tick(shop: &Shop) -> u64 {
    let ticked = shop.service().post("/internal/tick", "").await.ok();
    ticked["callbacks_settled"].as_u64().unwrap()
}

/// An order that is known under a number of the test's choice from now on.
async fn appears(shop: &Shop, id: &str, number: &str) {
    shop.run(&format!(
        "update spindle.orders set order_number = '{number}' where order_id = '{id}'"
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_of_an_order_that_is_not_there_yet_is_applied_when_it_is() {
    let Some(shop) = patient(&[Need::Clock]).await else {
        return;
    };
    let order = pending(&shop).await;
    let data = json!({ "amount": "32.00", "currency": "USD", "reference": order.charge });
    let early = event("payment.succeeded", "ORD-EARLY", data);

    let kept = send(&shop, "msg_1", &early).await;
    assert_eq!(
        kept.clone().accepted(),
        json!({ "event_id": "msg_1", "status": "kept" })
    );
    assert_eq!(tick(&shop).await, 0, "it is not due");
    shop.move_clock(2 * MINUTE).await;
    assert_eq!(tick(&shop).await, 0, "the order is still not there");
    assert_eq!(world(&shop).await[0]["status"], "PENDING");

    appears(&shop, &order.id, "ORD-EARLY").await;
    shop.move_clock(2 * MINUTE).await;
    assert_eq!(tick(&shop).await, 1);

    let after = world(&shop).await;
    assert_eq!(
        (&after[0]["status"], &after[0]["payment_status"]),
        (&json!("CONFIRMED"), &json!("PAID"))
    );
    let inbox = shop
        .row("select status, tries, try_after, decided_at is not null as is_decided from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    assert_eq!(
        inbox,
        json!({ "status": "applied", "tries": 2, "try_after": null, "is_decided": true })
    );
    // A repeat gets the first answer.
    assert_eq!(send(&shop, "msg_1", &early).await.body, kept.body);
    assert_eq!(tick(&shop).await, 0);
    assert_eq!(world(&shop).await, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_fits_calls_a_person_after_a_week() {
    let Some(shop) = patient(&[Need::Clock]).await else {
        return;
    };
    let order = pending(&shop).await;
    let nowhere = event("shipment.delivered", "ORD-NOWHERE", json!({}));
    let too_soon = event(
        "shipment.delivered",
        &order.number,
        json!({ "shipment": "T1" }),
    );
    assert_eq!(fate(&send(&shop, "msg_1", &nowhere).await), "202 kept");
    assert_eq!(fate(&send(&shop, "msg_2", &too_soon).await), "202 kept");

    shop.move_clock(Duration::from_secs(6 * 86_400)).await;
    assert_eq!(tick(&shop).await, 0);
    shop.move_clock(Duration::from_secs(86_400)).await;
    assert_eq!(tick(&shop).await, 2);
    assert_eq!(tick(&shop).await, 0);

    let called = shop
        .rows(
            "select reason, proposal, order_id, detail from spindle.attention
              where tenant_id = $tenant order by detail->>'event_id'",
        )
        .await;
    assert_eq!(called.len(), 2);
    assert_eq!(called[0]["order_id"], json!(null));
    assert_eq!(
        called[1],
        json!({
            "reason": "callback_never_fitted", "proposal": "look", "order_id": order.id,
            "detail": { "provider": "acme", "event_id": "msg_2", "kind": "shipment.delivered",
                        "order": order.number, "shipment": "T1" }
        })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_fails_stops_no_other() {
    let Some(shop) = patient(&[Need::Clock, Need::Savepoints]).await else {
        return;
    };
    let (bad, good) = (pending(&shop).await, pending(&shop).await);
    for (order, number, id) in [(&bad, "ORD-BAD", "msg_1"), (&good, "ORD-GOOD", "msg_3")] {
        let data = json!({ "amount": "32.00", "currency": "USD", "reference": order.charge });
        let early = event("payment.succeeded", number, data);
        assert_eq!(fate(&send(&shop, id, &early).await), "202 kept");
        appears(&shop, &order.id, number).await;
    }
    let data = json!({ "amount": "32.00", "currency": "USD", "reference": bad.charge });
    let second = event("payment.succeeded", "ORD-BAD", data);
    // Beside the bad one, for the same order: kept, and made unreadable as nothing of ours would.
    shop.run(&format!(
        "insert into spindle.callback_inbox
                (tenant_id, provider, event_id, kind, order_reference, payload, fingerprint, status, answer, received_at, try_after)
         select tenant_id, provider, 'msg_2', kind, order_reference, '{}', 'f', status, answer, received_at, try_after
           from spindle.callback_inbox where tenant_id = $tenant and event_id = 'msg_1';
         update spindle.callback_inbox set payload = payload || '{{\"key\": \"no uuid\"}}'
          where tenant_id = $tenant and event_id = 'msg_1'",
        second["data"]
    ))
    .await;

    shop.move_clock(2 * MINUTE).await;
    assert_eq!(tick(&shop).await, 3);

    let inbox = shop
        .rows("select event_id, status from spindle.callback_inbox where tenant_id = $tenant order by event_id")
        .await;
    let expected = [
        ("msg_1", "attention"),
        ("msg_2", "applied"),
        ("msg_3", "applied"),
    ]
    .map(|(event_id, status)| json!({ "event_id": event_id, "status": status }));
    assert_eq!(inbox, expected);
    let world = world(&shop).await;
    assert_eq!(
        (&world[0]["status"], &world[1]["status"]),
        (&json!("CONFIRMED"), &json!("CONFIRMED"))
    );
    let called = shop
        .row("select reason, detail from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(called["reason"], "callback_failed");
    assert_eq!(called["detail"]["sqlstate"], "22P02");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_somebody_holds_is_waited_for_and_its_events_are_shared() {
    let Some(shop) = patient(&[Need::Clock, Need::Connections]).await else {
        return;
    };
    let order = pending(&shop).await;
    let data = json!({ "amount": "32.00", "currency": "USD", "reference": order.charge });
    let early = event("payment.succeeded", "ORD-EARLY", data);
    assert_eq!(fate(&send(&shop, "msg_1", &early).await), "202 kept");
    appears(&shop, &order.id, "ORD-EARLY").await;
    // Nothing else that the sweep does shall wait for the order.
    shop.run("update spindle.payment_attempts set ask_after = null where tenant_id = $tenant")
        .await;
    shop.move_clock(2 * MINUTE).await;

    // One sweep has leased the event and waits for the order; the other finds nothing to do.
    let held = shop
        .lock("select from spindle.orders where tenant_id = $tenant for update")
        .await;
    let service = shop.service();
    let first = tokio::spawn(async move { service.post("/internal/tick", "").await.ok() });
    shop.until_waiting(1).await;
    assert_eq!(tick(&shop).await, 0);
    held.release().await;

    assert_eq!(first.await.unwrap()["callbacks_settled"], 1);
    assert_eq!(world(&shop).await[0]["status"], "CONFIRMED");
    assert_eq!(
        world(&shop).await[0]["money"],
        json!([["capture", 3200, "USD"]])
    );
}
