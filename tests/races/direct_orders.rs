//! Orders in one call, at the same time.

use harness::{CHECKOUT_STATE, Need, Person, Shop, Value, json};

fn order(items: Value) -> String {
    let state: Value = CHECKOUT_STATE.parse().unwrap();
    json!({
        "items": items, "shipping_address": state["shipping_address"],
        "shipping_method": "STANDARD", "payment_method": "CASH_ON_DELIVERY"
    })
    .to_string()
}

async fn place(person: &Person, order: &str) -> harness::Answer {
    person.post("/api/v1/orders", order).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_item_is_sold_once_to_a_checkout_or_to_a_call() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let (one, two) = (shop.customer(), shop.customer());
    let checkout = one
        .checkout_of(
            &one.cart_with(&[("STOVE", 1)]).await,
            json!({ "payment_method": "CASH_ON_DELIVERY" }),
        )
        .await;
    let call = order(json!([{ "sku": "STOVE", "quantity": 1 }]));

    // Both get as far as the stock row, which the test holds; then it lets go.
    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'STOVE' for update")
        .await;
    let (answers, ()) = tokio::join!(
        async { tokio::join!(one.confirm(&checkout), place(&two, &call)) },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost): (Vec<_>, Vec<_>) = [answers.0, answers.1]
        .into_iter()
        .partition(|a| a.status.is_success());
    assert_eq!((won.len(), lost.len()), (1, 1));
    lost[0].clone().refused(409, "INVENTORY_UNAVAILABLE");
    let world = shop
        .row(
            "select s.on_hand, s.reserved, (select count(*) from spindle.orders where tenant_id = $tenant) as orders
               from spindle.stock s where s.tenant_id = $tenant and s.sku = 'STOVE'",
        )
        .await;
    assert_eq!(world, json!({ "on_hand": 0, "reserved": 0, "orders": 1 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_sent_twice_at_once_places_one_order() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let customer = shop.customer().with("idempotency-key", "once");
    let call = order(json!([{ "sku": "STOVE", "quantity": 1 }]));

    // The first waits for the stock row with the key in its hands, the second for the key.
    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'STOVE' for update")
        .await;
    let (answers, ()) = tokio::join!(
        async { tokio::join!(place(&customer, &call), place(&customer, &call)) },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    assert_eq!(answers.0.text, answers.1.text);
    answers.0.created();
    let orders = shop
        .row("select count(*) from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(orders["count"], 1);
}
