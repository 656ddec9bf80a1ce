//! Shops that take the money when the goods leave: authorized first, captured at the shipment.

use std::time::Duration;

use harness::{MUG, Need, Shop, Value, json};

use super::{attempts, cancel, card, operation, operations, transactions};

async fn shop() -> Shop {
    let shop = Shop::open().await;
    shop.run("update spindle.tenants set capture = 'at_shipment' where tenant_id = $tenant")
        .await;
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authorized_order_is_confirmed_and_still_due() {
    let shop = shop().await;

    let order = shop
        .customer()
        .order_of(&[(MUG, 2)], card("tok_success"))
        .await
        .created();

    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("CONFIRMED"), &json!("AUTHORIZED"))
    );
    assert_eq!(
        (
            order["amount_paid"].to_string(),
            order["amount_due"].to_string()
        ),
        ("0.0".to_owned(), "32.0".to_owned())
    );
    assert_eq!(
        attempts(&shop).await,
        [json!({ "kind": "authorize", "status": "succeeded", "amount_minor": 3200 })]
    );
    assert_eq!(
        transactions(&shop).await,
        [json!({ "kind": "authorization", "amount_minor": 3200 })]
    );
    let charge = shop
        .row("select capture, status from spindle.sandbox_charges where tenant_id = $tenant")
        .await;
    assert_eq!(charge, json!({ "capture": false, "status": "succeeded" }));
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 98, "reserved": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authorization_that_is_declined_gives_everything_back() {
    let shop = shop().await;

    shop.customer()
        .order_of(&[(MUG, 2)], card("tok_declined"))
        .await
        .refused(402, "PAYMENT_DECLINED");

    let order = shop
        .row("select status, payment_status from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(
        order,
        json!({ "status": "PAYMENT_FAILED", "payment_status": "FAILED" })
    );
    assert_eq!(transactions(&shop).await.len(), 0);
}

async fn authorized(shop: &Shop, token: &str) -> (String, Value) {
    let order = shop
        .customer()
        .order_of(&[(MUG, 2)], card(token))
        .await
        .created();
    assert_eq!(order["payment_status"], "AUTHORIZED");
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    (path, order["items"][0]["id"].clone())
}

async fn ship(shop: &Shop, order: &str, body: Value) -> Value {
    shop.admin()
        .post(&format!("{order}/ship"), body.to_string())
        .await
        .ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_money_is_taken_once_when_the_first_goods_leave() {
    let shop = shop().await;
    let (order, item) = authorized(&shop, "tok_success").await;

    let one = json!({ "items": [{ "item_id": item, "quantity": 1 }] });
    let part = ship(&shop, &order, one).await;

    assert_eq!(
        (&part["status"], &part["payment_status"]),
        (&json!("PROCESSING"), &json!("PAID"))
    );
    assert_eq!(
        (
            part["amount_paid"].to_string(),
            part["amount_due"].to_string()
        ),
        ("32.0".to_owned(), "0.0".to_owned())
    );
    let all = ship(&shop, &order, json!({})).await;
    assert_eq!(
        (&all["status"], &all["payment_status"]),
        (&json!("SHIPPED"), &json!("PAID"))
    );
    assert_eq!(
        transactions(&shop).await,
        [
            json!({ "kind": "authorization", "amount_minor": 3200 }),
            json!({ "kind": "capture", "amount_minor": 3200 })
        ]
    );
    assert_eq!(operations(&shop).await, [operation("capture", "succeeded")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_capture_that_nobody_heard_of_is_found_by_the_sweep() {
    let Some(shop) = Shop::open_for(&[Need::Variables, Need::Clock]).await else {
        return;
    };
    shop.run("update spindle.tenants set capture = 'at_shipment' where tenant_id = $tenant")
        .await;
    let (order, _) = authorized(&shop, "tok_capture_timeout_after").await;

    let sent = ship(&shop, &order, json!({})).await;
    assert_eq!(
        (&sent["status"], &sent["payment_status"]),
        (&json!("SHIPPED"), &json!("AUTHORIZED"))
    );
    assert_eq!(
        attempts(&shop).await[1],
        json!({ "kind": "capture", "status": "unknown", "amount_minor": 3200 })
    );

    shop.move_clock(Duration::from_secs(61)).await;
    let ticked = shop.service().post("/internal/tick", "").await.ok();

    assert_eq!(ticked["payments_asked"], 1);
    let shown = shop.admin().get(&order).await.ok();
    assert_eq!(shown["payment_status"], "PAID");
    assert_eq!(operations(&shop).await, [operation("capture", "succeeded")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_capture_that_is_refused_calls_a_person() {
    let shop = shop().await;
    let (order, _) = authorized(&shop, "tok_capture_declined").await;

    let sent = ship(&shop, &order, json!({})).await;

    assert_eq!(
        (&sent["status"], &sent["payment_status"]),
        (&json!("SHIPPED"), &json!("AUTHORIZED"))
    );
    assert_eq!(sent["amount_due"].to_string(), "32.0");
    let called = shop
        .row("select reason, proposal, detail->>'reason' as why from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        called,
        json!({ "reason": "capture_declined", "proposal": "look", "why": "refused_by_bank" })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling_forgets_what_was_authorized() {
    let shop = shop().await;
    let (order, _) = authorized(&shop, "tok_success").await;

    let cancelled = cancel(&shop, &order).await;

    assert_eq!(
        (&cancelled["status"], &cancelled["payment_status"]),
        (&json!("CANCELLED"), &json!("PENDING"))
    );
    assert_eq!(
        (
            cancelled["amount_paid"].to_string(),
            cancelled["amount_due"].to_string()
        ),
        ("0.0".to_owned(), "0.0".to_owned())
    );
    assert_eq!(
        transactions(&shop).await,
        [
            json!({ "kind": "authorization", "amount_minor": 3200 }),
            json!({ "kind": "void", "amount_minor": 3200 })
        ]
    );
    assert_eq!(operations(&shop).await, [operation("void", "succeeded")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_captured_is_refunded_of_its_authorization() {
    let shop = shop().await;
    let (order, _) = authorized(&shop, "tok_success").await;
    ship(&shop, &order, json!({})).await;

    let refund = json!({ "amount": 12, "reason": "Chipped" });
    let payments = shop
        .admin()
        .post(&format!("{order}/refund"), refund.to_string())
        .await
        .created();

    assert_eq!(payments["amount_refunded"].to_string(), "12.0");
    assert_eq!(
        payments["attempts"][2]["of_attempt"],
        payments["attempts"][0]["id"]
    );
}
