//! Two customers, one stove.

use harness::{Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_last_item_is_sold_once() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let (one, two) = (shop.customer(), shop.customer());
    let first = one
        .checkout_of(&one.cart_with(&[("STOVE", 1)]).await, payment.clone())
        .await;
    let second = two
        .checkout_of(&two.cart_with(&[("STOVE", 1)]).await, payment)
        .await;

    // Both confirms get as far as the stock row, which the test holds; then it lets go.
    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'STOVE' for update")
        .await;
    let (answers, ()) = tokio::join!(
        async { tokio::join!(one.confirm(&first), two.confirm(&second)) },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost): (Vec<_>, Vec<_>) = [answers.0, answers.1]
        .into_iter()
        .partition(|a| a.status.is_success());
    assert_eq!((won.len(), lost.len()), (1, 1));
    let error = lost[0].clone().refused(409, "INVENTORY_UNAVAILABLE");
    assert_eq!(error["details"][0]["requested_quantity"], 1);
    assert_eq!(error["details"][0]["available_quantity"], 0);
    let stock = shop.row("select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'STOVE'").await;
    assert_eq!(stock, json!({ "on_hand": 0, "reserved": 0 }));
}
