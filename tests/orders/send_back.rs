//! `POST /api/v1/orders/{id or order number}/return`

use crate::races::books::{LAMPS_AND_SETS, on_hand};
use harness::{MUG, Need, Person, Shop, Uuid, Value, json};

/// A shop that waits for its provider, however busy the machine is.
async fn patient() -> Option<Shop> {
    Shop::open_with(&[Need::Variables], &[("payment_timeout_ms", "20000")]).await
}

/// A delivered order, and its path.
async fn delivered(shop: &Shop, customer: &Person, items: &[(&str, u32)]) -> (String, Value) {
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let order = customer.order_of(items, card).await.created();
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    shop.admin().post(&format!("{path}/ship"), "{}").await.ok();
    shop.admin()
        .post(&format!("{path}/deliver"), "{}")
        .await
        .ok();
    (path, order)
}

fn back(order: &Value, line: usize, quantity: u32) -> Value {
    json!({ "item_id": order["items"][line]["id"], "quantity": quantity })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_asks_and_the_shop_takes_in_what_came() {
    let Some(shop) = patient().await else {
        return;
    };
    let (customer, admin) = (shop.customer(), shop.admin());
    let (path, order) = delivered(&shop, &customer, &[(MUG, 3)]).await;
    let returning = format!("{path}/return");

    let request = json!({ "reason": "two are chipped", "items": [back(&order, 0, 2)] });
    let requested = customer
        .post(&returning, request.to_string())
        .await
        .created();

    let id = &requested["return"]["id"];
    assert_eq!(requested["return"]["status"], "requested");
    assert_eq!(requested.get("proposed_refund"), None);
    assert_eq!(requested["order"]["status"], "DELIVERED");
    assert_eq!(on_hand(&shop, MUG).await, [("MAIN".to_owned(), 97)]);
    let attention = "select reason, resolved_by, detail->>'return_id' as return_id from spindle.attention where tenant_id = $tenant";
    assert_eq!(
        shop.rows(attention).await,
        [json!({ "reason": "return_requested", "resolved_by": null, "return_id": id })]
    );
    // Of three, two are asked about.
    let error = customer
        .post(&returning, request.to_string())
        .await
        .refused(409, "QUANTITY_EXCEEDED");
    assert_eq!(
        error["details"],
        json!([{ "field": "items[0].quantity", "left": 1 }])
    );

    // One can be sold again, and one is gone.
    let mut one = back(&order, 0, 1);
    one["restock"] = json!(false);
    let received = admin
        .post(
            &returning,
            json!({ "reason": "one came", "return_id": id, "items": [one] }).to_string(),
        )
        .await;
    assert_eq!(
        received.header("etag"),
        format!("\"{}\"", received.body["order"]["version"])
    );
    let received = received.created();

    assert_eq!(received["return"]["status"], "received");
    // A mug is 12.50, and 8 % tax.
    assert_eq!(received["proposed_refund"], 13.5);
    assert_eq!(received["order"]["items"][0]["returned"], 1);
    assert_eq!(received["order"]["status"], "DELIVERED");
    assert_eq!(on_hand(&shop, MUG).await, [("MAIN".to_owned(), 97)]);
    assert_eq!(
        shop.rows(attention).await,
        [
            json!({ "reason": "return_requested", "resolved_by": "admin:test-admin", "return_id": id })
        ]
    );

    // The rest comes without being announced; all of it is back.
    let rest = admin
        .post(&returning, r#"{"reason": "the rest"}"#)
        .await
        .created();
    assert_eq!(rest["order"]["status"], "RETURNED");
    assert_eq!(rest["proposed_refund"], 27.0);
    assert_eq!(on_hand(&shop, MUG).await, [("MAIN".to_owned(), 99)]);
    let topics = shop
        .rows("select topic from spindle.outbox where tenant_id = $tenant and topic like '%return%' order by event_id")
        .await;
    assert_eq!(
        topics,
        [
            json!({ "topic": "order.return_requested" }),
            json!({ "topic": "order.partially_returned" }),
            json!({ "topic": "order.returned" })
        ]
    );
    shop.verify().await;
}

/// A set is two lamps, which came from two warehouses, and a mug.
#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_puts_back_the_parts_it_took_whatever_it_is_now() {
    let Some(shop) = patient().await else {
        return;
    };
    shop.run(LAMPS_AND_SETS).await;
    let customer = shop.customer();
    let before = (on_hand(&shop, "LAMP").await, on_hand(&shop, MUG).await);
    let (path, order) = delivered(&shop, &customer, &[("SET", 2)]).await;
    shop.run("update spindle.bundle_components set quantity = 5 where tenant_id = $tenant and component_sku = 'LAMP'")
        .await;
    let left = on_hand(&shop, "LAMP").await;
    assert_eq!(left, [("EAST".to_owned(), 1), ("MAIN".to_owned(), 0)]);

    let one = json!({ "reason": "one too many", "items": [back(&order, 0, 1)] });
    shop.admin()
        .post(&format!("{path}/return"), one.to_string())
        .await
        .created();
    // East gave one, so it is full again first.
    assert_eq!(
        on_hand(&shop, "LAMP").await,
        [("EAST".to_owned(), 2), ("MAIN".to_owned(), 1)]
    );

    shop.admin()
        .post(&format!("{path}/return"), one.to_string())
        .await
        .created();
    assert_eq!(
        (on_hand(&shop, "LAMP").await, on_hand(&shop, MUG).await),
        before
    );
    let status = customer.get(&path).await.ok()["status"].clone();
    assert_eq!(status, "RETURNED");
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_refused_or_answered_once() {
    let Some(shop) = patient().await else {
        return;
    };
    let (customer, admin) = (shop.customer(), shop.admin());
    let (path, _) = delivered(&shop, &customer, &[(MUG, 1)]).await;
    let returning = format!("{path}/return");
    let requested = customer
        .post(&returning, r#"{"reason": "too blue"}"#)
        .await
        .created();
    let refuse = json!({ "reason": "it is as shown", "return_id": requested["return"]["id"], "decision": "refused" });

    let keyed = admin.with("idempotency-key", "k");
    let refused = keyed.post(&returning, refuse.to_string()).await.created();

    assert_eq!(refused["return"]["status"], "refused");
    assert_eq!(refused["order"]["items"][0]["returned"], 0);
    assert_eq!(
        keyed.post(&returning, refuse.to_string()).await.created(),
        refused
    );
    let error = admin
        .post(&returning, refuse.to_string())
        .await
        .refused(409, "RETURN_DECIDED");
    assert_eq!(error["details"][0]["status"], "refused");
    let resolved = shop
        .row("select resolution from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(resolved["resolution"], "Refused: it is as shown");
    // It can be asked again.
    customer
        .post(&returning, r#"{"reason": "much too blue"}"#)
        .await
        .created();
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_returns_are_refused_by_name() {
    let Some(shop) = patient().await else {
        return;
    };
    let (customer, admin) = (shop.customer(), shop.admin());
    let (path, order) = delivered(&shop, &customer, &[(MUG, 1)]).await;
    let (_, other) = delivered(&shop, &customer, &[(MUG, 1)]).await;
    let returning = format!("{path}/return");
    let some = Uuid::new_v4();
    let mut restock = back(&order, 0, 1);
    restock["restock"] = json!(true);

    for (person, bad, field) in [
        (&customer, json!({}), "reason"),
        (&customer, json!({ "reason": "x".repeat(501) }), "reason"),
        (&customer, json!({ "reason": "x", "items": [] }), "items"),
        (
            &customer,
            json!({ "reason": "x", "items": [restock] }),
            "items[0].restock",
        ),
        (
            &customer,
            json!({ "reason": "x", "return_id": some }),
            "return_id",
        ),
        (
            &customer,
            json!({ "reason": "x", "decision": "received" }),
            "decision",
        ),
        (
            &customer,
            json!({ "reason": "x", "items": [back(&other, 0, 1)] }),
            "items[0].item_id",
        ),
        (
            &admin,
            json!({ "reason": "x", "return_id": some }),
            "return_id",
        ),
        (
            &admin,
            json!({ "reason": "x", "return_id": some, "decision": "refused" }),
            "return_id",
        ),
        (
            &admin,
            json!({ "reason": "x", "decision": "refused" }),
            "return_id",
        ),
        (
            &admin,
            json!({ "reason": "x", "return_id": some, "decision": "refused", "items": [back(&order, 0, 1)] }),
            "items",
        ),
        (
            &admin,
            json!({ "reason": "x", "items": [back(&order, 0, 1), back(&order, 0, 1)] }),
            "items[1].item_id",
        ),
    ] {
        let error = person
            .post(&returning, bad.to_string())
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{bad}");
    }
    admin
        .post(
            &returning,
            json!({ "reason": "x", "items": [back(&order, 0, 2)] }).to_string(),
        )
        .await
        .refused(409, "QUANTITY_EXCEEDED");
    admin
        .with("if-match", "\"1\"")
        .post(&returning, r#"{"reason": "x"}"#)
        .await
        .refused(412, "STALE_VERSION");
    let rows = shop
        .row("select count(*) from spindle.returns where tenant_id = $tenant")
        .await;
    assert_eq!(rows["count"], 0);
}
