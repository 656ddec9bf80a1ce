//! Two edits of one order at once, and an edit while it is shipped.

use harness::{Answer, MUG, Need, Shop, Value, json};

async fn placed(shop: &Shop) -> (harness::Person, Value, String) {
    let customer = shop.customer();
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = customer.order_of(&[(MUG, 2)], cash).await.created();
    let item = format!(
        "/api/v1/orders/{}/items/{}",
        order["id"].as_str().unwrap(),
        order["items"][0]["id"].as_str().unwrap()
    );
    (customer, order, item)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_edits_that_were_priced_together_one_is_written() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let (customer, _, item) = placed(&shop).await;

    // The first to write gets as far as the stock, which the test holds; the other waits for the order.
    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'MUG' for update")
        .await;
    let admin = shop.admin();
    let (answers, ()) = tokio::join!(
        async {
            tokio::join!(
                customer.patch(&item, r#"{"quantity": 3}"#),
                admin.patch(&item, r#"{"quantity": 5}"#)
            )
        },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost): (Vec<Answer>, Vec<Answer>) = [answers.0, answers.1]
        .into_iter()
        .partition(|answer| answer.status.is_success());
    assert_eq!((won.len(), lost.len()), (1, 1));
    lost[0].clone().refused(409, "ORDER_CHANGED");
    let quantity = won[0].body["order"]["items"][0]["quantity"]
        .as_i64()
        .unwrap();
    let world = shop
        .row(
            "select s.on_hand, (select quantity from spindle.order_lines where tenant_id = $tenant) as sold
               from spindle.stock s where s.tenant_id = $tenant and s.sku = 'MUG'",
        )
        .await;
    assert_eq!(
        world,
        json!({ "on_hand": 100 - quantity, "sold": quantity })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_shipped_as_it_was_edited() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let (customer, order, item) = placed(&shop).await;
    let ship = format!("/api/v1/orders/{}/ship", order["id"].as_str().unwrap());

    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'MUG' for update")
        .await;
    let admin = shop.admin();
    let ((edited, shipped), ()) = tokio::join!(
        async {
            tokio::join!(customer.patch(&item, r#"{"quantity": 3}"#), async {
                shop.until_waiting(1).await;
                admin.post(&ship, r#"{"carrier": "Post"}"#).await
            })
        },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    edited.ok();
    let shipped = shipped.body;
    assert_eq!(shipped["status"], "SHIPPED", "{shipped}");
    let line = shop
        .row("select quantity, shipped from spindle.order_lines where tenant_id = $tenant")
        .await;
    assert_eq!(line, json!({ "quantity": 3, "shipped": 3 }));
}
