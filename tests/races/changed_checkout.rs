//! One customer in two windows: one confirms, the other still changes the checkout.

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_placed_for_what_its_price_was_made_for_or_not_at_all() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let customer = shop.customer();
    let pickup = json!({ "payment_method": "CASH_ON_DELIVERY", "shipping_method": "PICKUP" });
    let checkout = customer
        .checkout_of(&customer.cart_with(&[(MUG, 1)]).await, pickup)
        .await;

    // The confirm has its price and waits for the checkout, which the test holds and changes.
    let lock = shop
        .lock("select from spindle.checkouts where tenant_id = $tenant for update")
        .await;
    let (answer, ()) = tokio::join!(customer.confirm(&checkout), async {
        shop.until_waiting(1).await;
        lock.run(&format!(
            "select spindle.save_checkout('{}', '{}', null, '{checkout}', '{{\"shipping_method\": \"STANDARD\"}}')",
            shop.tenant, customer.id
        ))
        .await;
        lock.commit().await;
    });

    answer.refused(409, "CHECKOUT_CHANGED");
    let order = customer.confirm(&checkout).await.created();
    assert_eq!(order["shipping_method"], "STANDARD");
    assert_eq!(order["shipping_amount"].to_string(), "5.0");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_while_the_cart_is_confirmed_is_not_ordered_unseen() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = customer.checkout_of(&cart, cash).await;

    // The confirm has its price and waits for the cart, which the test holds and adds to.
    let lock = shop
        .lock("select from spindle.carts where tenant_id = $tenant for update")
        .await;
    let (answer, ()) = tokio::join!(customer.confirm(&checkout), async {
        shop.until_waiting(1).await;
        lock.run(&format!(
            "select spindle.add_cart_item('{}', '{}', null, null, '{}', null, '{{\"sku\": \"{MUG}\"}}', 2)",
            shop.tenant,
            customer.id,
            cart.rsplit('/').next().unwrap(),
        ))
        .await;
        lock.commit().await;
    });

    answer.refused(409, "CART_CHANGED");
    let order = customer.confirm(&checkout).await.created();
    assert_eq!(order["items"][0]["quantity"], 3);
}
