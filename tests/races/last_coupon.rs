//! Two customers, one use left of a coupon.

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_last_use_of_a_coupon_is_used_once() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let mut checkouts = Vec::new();
    for customer in [shop.customer(), shop.customer()] {
        let cart = customer.cart_with(&[(MUG, 1)]).await;
        customer
            .post(&format!("{cart}/coupons"), r#"{"code": "ONCE"}"#)
            .await
            .ok();
        let checkout = customer.checkout_of(&cart, payment.clone()).await;
        checkouts.push((customer, checkout));
    }

    // Both are priced with the coupon and wait for its row, which the test holds.
    let lock = shop.lock("select from spindle.campaigns where tenant_id = $tenant and coupon_code = 'ONCE' for update").await;
    let (answers, ()) = tokio::join!(
        async {
            let [(one, first), (two, second)] = &checkouts[..] else {
                unreachable!()
            };
            tokio::join!(one.confirm(first), two.confirm(second))
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
    let error = lost[0].clone().refused(409, "COUPON_USED_UP");
    assert_eq!(error["details"][0]["code"], "ONCE");
    let uses = shop.row("select uses_claimed from spindle.campaigns where tenant_id = $tenant and coupon_code = 'ONCE'").await;
    assert_eq!(uses["uses_claimed"], 1);
}
