//! `POST /api/v1/orders/{id}/delivered`, and what carriers sign.

use harness::{Need, Value, json};

use super::sending::{SECRET, confirmed, event, fate, give_secret, patient, send, ship, world};

/// What a carrier sends.
fn delivery(name: &str) -> String {
    json!({ "delivery_id": name, "delivered_at": "2024-01-15T11:20:00Z", "driver_id": "driver_456" })
        .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carrier_delivers_an_order_as_its_document_says() {
    let Some(shop) = patient(&[Need::Statements]).await else {
        return;
    };
    let order = confirmed(&shop).await;
    ship(&shop, &order, "T1", Value::Null).await;
    let carrier = shop.provider("carrier");
    let path = format!("/api/v1/orders/{order}/delivered");

    // The carrier calls it what it likes: there is only one shipment.
    let (answer, statements) = shop
        .statements_of(carrier.post(&path, delivery("del_123")))
        .await;

    assert_eq!(statements.len(), 1);
    assert_eq!(
        answer.clone().ok(),
        json!({ "event_id": "delivered/del_123", "status": "applied" })
    );
    let after = world(&shop).await;
    assert_eq!(after[0]["status"], "DELIVERED");
    assert_eq!(after[0]["shipments"], json!([["T1", true]]));
    let entry = shop
        .row("select actor from spindle.order_history where tenant_id = $tenant order by entry_id desc limit 1")
        .await;
    assert_eq!(entry["actor"], "callback:carrier");
    let times = shop
        .row("select s.delivered_at >= s.shipped_at as is_later from spindle.shipments s where tenant_id = $tenant")
        .await;
    assert_eq!(times["is_later"], true, "nothing arrives before it leaves");

    assert_eq!(
        carrier.post(&path, delivery("del_123")).await.body,
        answer.body
    );
    assert_eq!(
        fate(&carrier.post(&path, delivery("del_124")).await),
        "200 applied"
    );
    assert_eq!(world(&shop).await, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_is_told_before_the_shipping_is_applied_with_it() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = confirmed(&shop).await;
    let carrier = shop.provider("carrier");
    let path = format!("/api/v1/orders/{order}/delivered");

    assert_eq!(fate(&carrier.post(&path, delivery("T1")).await), "202 kept");
    assert_eq!(world(&shop).await[0]["status"], "CONFIRMED");
    let shipped = ship(&shop, &order, "T1", Value::Null).await;

    assert_eq!(shipped["status"], "DELIVERED", "the answer says so at once");
    assert_eq!(world(&shop).await[0]["shipments"], json!([["T1", true]]));
    let inbox = shop
        .row("select status, try_after from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    assert_eq!(inbox, json!({ "status": "applied", "try_after": null }));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_two_shipments_arrives_by_its_own_name() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    give_secret(&shop, "acme", SECRET).await;
    let order = confirmed(&shop).await;
    let one = |order: &Value| json!([{ "item_id": order["items"][0]["id"], "quantity": 1 }]);
    let shown = shop
        .admin()
        .get(&format!("/api/v1/orders/{order}"))
        .await
        .ok();
    let told = |name: &str| event("shipment.delivered", &order, json!({ "shipment": name }));

    ship(&shop, &order, "T1", one(&shown)).await;
    // T2 may be what is shipped next; T1 is there.
    assert_eq!(fate(&send(&shop, "msg_1", &told("T2")).await), "202 kept");
    assert_eq!(
        fate(&send(&shop, "msg_2", &told("T1")).await),
        "200 applied"
    );
    assert_eq!(world(&shop).await[0]["shipments"], json!([["T1", true]]));
    assert_eq!(world(&shop).await[0]["status"], "PROCESSING");

    ship(&shop, &order, "T2", Value::Null).await;
    assert_eq!(
        world(&shop).await[0]["shipments"],
        json!([["T1", true], ["T2", true]])
    );
    assert_eq!(world(&shop).await[0]["status"], "DELIVERED");

    // Nothing is left to ship that T3 could be.
    assert_eq!(
        fate(&send(&shop, "msg_3", &told("T3")).await),
        "202 attention"
    );
    assert_eq!(
        world(&shop).await[0]["attention"],
        json!(["delivery_unknown"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_contradicts_calls_a_person() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = confirmed(&shop).await;
    let cancel = json!({ "reason": "Changed my mind" }).to_string();
    let path = format!("/api/v1/orders/{order}");
    shop.admin()
        .post(&format!("{path}/cancel"), cancel)
        .await
        .ok();
    let before = world(&shop).await;

    let answer = shop
        .provider("carrier")
        .post(&format!("{path}/delivered"), delivery("T1"))
        .await;

    assert_eq!(fate(&answer), "202 attention");
    let mut after = world(&shop).await;
    assert_eq!(after[0]["attention"], json!(["delivery_contradicted"]));
    after[0]["attention"] = Value::Null;
    assert_eq!(after, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_that_come_back_call_a_person_once_they_have_left() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    give_secret(&shop, "acme", SECRET).await;
    let order = confirmed(&shop).await;
    let data = json!({ "shipment": "T1", "reason": "Nobody at home" });
    let returned = event("shipment.returned", &order, data);

    assert_eq!(fate(&send(&shop, "msg_1", &returned).await), "202 kept");
    ship(&shop, &order, "T1", Value::Null).await;
    assert_eq!(
        fate(&send(&shop, "msg_2", &returned).await),
        "202 attention"
    );

    let called = shop
        .rows("select reason, proposal, detail from spindle.attention where tenant_id = $tenant")
        .await;
    let detail = json!({ "shipment": "T1", "reason": "Nobody at home" });
    let expected =
        json!({ "reason": "shipment_returned", "proposal": "ship_again", "detail": detail });
    assert_eq!(called, [expected]);
    assert_eq!(world(&shop).await[0]["status"], "SHIPPED");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_provider_of_the_shop_delivers() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = confirmed(&shop).await;
    ship(&shop, &order, "T1", Value::Null).await;
    let before = world(&shop).await;
    let path = format!("/api/v1/orders/{order}/delivered");

    for person in [shop.customer(), shop.admin(), shop.service()] {
        person
            .post(&path, delivery("T1"))
            .await
            .refused(403, "FORBIDDEN");
    }
    shop.visitor()
        .post(&path, delivery("T1"))
        .await
        .refused(401, "UNAUTHENTICATED");
    let nowhere = shop
        .provider_of("no-such-shop", "carrier")
        .post(&path, delivery("T1"))
        .await;
    nowhere.refused(404, "NOT_FOUND");
    let other = shop.another_tenant().await;
    let elsewhere = shop
        .provider_of(&other, "carrier")
        .post(&path, delivery("T1"))
        .await;
    assert_eq!(fate(&elsewhere), "202 kept");
    assert_eq!(world(&shop).await, before);
}
