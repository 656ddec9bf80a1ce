//! A customer cancels while the shop does.

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_cancelled_once_and_gives_back_once() {
    let needs = [Need::Connections, Need::Variables];
    let Some(shop) = Shop::open_with(&needs, &[("payment_timeout_ms", "20000")]).await else {
        return;
    };
    let (customer, admin) = (shop.customer(), shop.admin());
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let order = customer.order_of(&[(MUG, 2)], card).await.created();
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    let lock = shop
        .lock("select from spindle.orders where tenant_id = $tenant for update")
        .await;

    let (answers, ()) = tokio::join!(
        async { tokio::join!(customer.delete(&path), admin.delete(&path)) },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost): (Vec<_>, Vec<_>) = [answers.0, answers.1]
        .into_iter()
        .partition(|a| a.status.is_success());
    assert_eq!((won.len(), lost.len()), (1, 1));
    let error = lost[0].clone().refused(409, "INVALID_TRANSITION");
    assert_eq!(error["details"][0]["status"], "CANCELLED");
    let counts = shop
        .row(
            "select (select count(*) from spindle.payment_transactions where tenant_id = $tenant and kind = 'refund') as refunds,
                    (select count(*) from spindle.stock_movements where tenant_id = $tenant and kind = 'return') as returns,
                    (select count(*) from spindle.outbox where tenant_id = $tenant and topic = 'order.cancelled') as told",
        )
        .await;
    assert_eq!(counts, json!({ "refunds": 1, "returns": 1, "told": 1 }));
    shop.verify().await;
}
