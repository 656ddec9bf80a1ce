//! Two people at the counter scan the same parcel.

use super::books::on_hand;
use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_last_piece_comes_back_once() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let admin = shop.admin();
    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = shop.customer().order_of(&[(MUG, 2)], cod).await.created();
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    admin.post(&format!("{path}/ship"), "{}").await.ok();
    let one = json!({ "reason": "chipped", "items": [{ "item_id": order["items"][0]["id"], "quantity": 1 }] }).to_string();
    let returning = format!("{path}/return");
    admin.post(&returning, one.clone()).await.created();
    let lock = shop
        .lock("select from spindle.orders where tenant_id = $tenant for update")
        .await;

    let (answers, ()) = tokio::join!(
        async {
            tokio::join!(
                admin.post(&returning, one.clone()),
                admin.post(&returning, one.clone())
            )
        },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost): (Vec<_>, Vec<_>) = [answers.0, answers.1]
        .into_iter()
        .partition(|a| a.status.is_success());
    assert_eq!((won.len(), lost.len()), (1, 1));
    assert_eq!(won[0].body["order"]["status"], "RETURNED");
    let error = lost[0].clone().refused(409, "INVALID_TRANSITION");
    assert_eq!(error["details"][0]["status"], "RETURNED");
    assert_eq!(on_hand(&shop, MUG).await, [("MAIN".to_owned(), 100)]);
    shop.verify().await;
}
