//! The customer's own confirm and the provider's callback, at once: whoever holds the order first.

use harness::{MUG, Need, Shop, json};

use crate::callbacks::sending::{
    Pending, SECRET, fate, give_secret, paid, patient, pending_of, send, world,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_confirm_and_a_callback_pay_an_order_once() {
    let Some(shop) = Shop::open_with(
        &[Need::Connections, Need::Variables],
        &[("payment_timeout_ms", "20000")],
    )
    .await
    else {
        return;
    };
    give_secret(&shop, "acme", SECRET).await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let checkout = customer.checkout_of(&cart, card).await;
    let order = customer.confirm(&checkout).await.accepted();
    let order = Pending::of(&shop, &order).await;
    // The provider has its money by now; nobody has told us yet.
    shop.run("update spindle.sandbox_charges set status = 'succeeded' where tenant_id = $tenant")
        .await;

    let held = shop
        .lock("select from spindle.orders where tenant_id = $tenant for update")
        .await;
    let confirm = tokio::spawn({
        let (customer, checkout) = (customer.clone(), checkout.clone());
        async move { customer.confirm(&checkout).await }
    });
    let news = paid(&order);
    let (callback, ()) = tokio::join!(send(&shop, "msg_1", &news), async {
        shop.until_waiting(2).await;
        held.release().await;
    });

    assert_eq!(fate(&callback), "200 applied");
    assert_eq!(confirm.await.unwrap().created()["status"], "CONFIRMED");
    let after = world(&shop).await;
    assert_eq!(after[0]["money"], json!([["capture", 3200, "USD"]]));
    assert_eq!(after[0]["stock"][0], json!([98, 0]));
    assert_eq!(
        after[0]["events"],
        json!(["order.confirmed", "order.payment_pending", "order.placed"])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_event_many_times_at_once_counts_once() {
    let Some(shop) = patient(&[Need::Connections]).await else {
        return;
    };
    let order = pending_of(&shop, &shop.customer()).await;
    let news = paid(&order);

    let held = shop
        .lock("select from spindle.orders where tenant_id = $tenant for update")
        .await;
    let all = futures_of(&shop, &news);
    let (answers, ()) = tokio::join!(all, async {
        // One waits for the order, the others for its answer.
        shop.until_waiting(8).await;
        held.release().await;
    });

    assert!(
        answers.iter().all(|answer| answer == "200 applied"),
        "{answers:?}"
    );
    let told = shop
        .rows("select from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        world(&shop).await[0]["money"],
        json!([["capture", 3200, "USD"]])
    );
}

/// The same message eight times.
async fn futures_of(shop: &Shop, news: &harness::Value) -> Vec<String> {
    let (a, b, c, d, e, f, g, h) = tokio::join!(
        send(shop, "msg_1", news),
        send(shop, "msg_1", news),
        send(shop, "msg_1", news),
        send(shop, "msg_1", news),
        send(shop, "msg_1", news),
        send(shop, "msg_1", news),
        send(shop, "msg_1", news),
        send(shop, "msg_1", news),
    );
    [a, b, c, d, e, f, g, h].iter().map(fate).collect()
}
