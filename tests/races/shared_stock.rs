//! One lamp may be wanted twice: on two lines, loose and in a bundle, in two carts.

use harness::{MUG, Need, Shop, json};

use super::books;

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_and_its_component_in_one_cart_share_the_stock() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    let customer = shop.customer();
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });

    // Two sets take four of the five lamps: two more are too many, one is not.
    let answer = customer
        .order_of(&[("SET", 2), ("LAMP", 2)], payment.clone())
        .await;
    let error = answer.refused(409, "INVENTORY_UNAVAILABLE");
    assert_eq!(error["details"].as_array().unwrap().len(), 1, "{error}");
    let lamp = &error["details"][0];
    assert_eq!(lamp["sku"], "LAMP");
    assert_eq!(
        (&lamp["requested_quantity"], &lamp["available_quantity"]),
        (&json!(6), &json!(5))
    );
    books::balance(&shop).await;
    let order = customer
        .order_of(&[("SET", 2), ("LAMP", 1)], payment)
        .await
        .created();

    assert_eq!(order["status"], "CONFIRMED");
    let left = books::on_hand(&shop, "LAMP").await;
    assert_eq!(left, [("EAST".into(), 0), ("MAIN".into(), 0)]);
    let mugs = books::on_hand(&shop, MUG).await;
    assert_eq!(mugs, [("MAIN".into(), 98)]);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sku_on_two_lines_is_one_demand() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[("LAMP", 3)]).await;
    // No request makes a second line of one sku; stock must not depend on that.
    shop.run(&format!(
        "insert into spindle.cart_lines (tenant_id, cart_id, line_id, sku, quantity, added_at)
         values ($tenant, '{}', gen_random_uuid(), 'LAMP', 3, spindle.clock())",
        cart.rsplit('/').next().unwrap()
    ))
    .await;
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = customer.checkout_of(&cart, payment).await;

    let error = customer.confirm(&checkout).await;

    let error = error.refused(409, "INVENTORY_UNAVAILABLE");
    assert_eq!(error["details"][0]["requested_quantity"], 6);
    assert_eq!(error["details"][0]["available_quantity"], 5);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_and_its_component_in_two_carts_are_sold_once() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    shop.run(books::LAMPS_AND_SETS).await;
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let (one, two) = (shop.customer(), shop.customer());
    let sets = one
        .checkout_of(&one.cart_with(&[("SET", 2)]).await, payment.clone())
        .await;
    let lamps = two
        .checkout_of(&two.cart_with(&[("LAMP", 2)]).await, payment)
        .await;

    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'LAMP' for update")
        .await;
    let (answers, ()) = tokio::join!(
        async { tokio::join!(one.confirm(&sets), two.confirm(&lamps)) },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    // Whoever came first: four lamps for the sets, or two loose ones. Never six of five.
    let (lost, left) = match (answers.0.status.as_u16(), answers.1.status.as_u16()) {
        (201, 409) => (answers.1, 1),
        (409, 201) => (answers.0, 3),
        other => panic!("{other:?}"),
    };
    let error = lost.refused(409, "INVENTORY_UNAVAILABLE");
    assert_eq!(error["details"][0]["sku"], "LAMP");
    assert_eq!(error["details"][0]["available_quantity"], left);
    let lamps = books::on_hand(&shop, "LAMP").await;
    assert_eq!(lamps.iter().map(|(_, n)| n).sum::<i64>(), left);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_held_goes_back_to_where_it_came_from() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    let declined = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_declined" });

    let answer = shop.customer().order_of(&[("LAMP", 4)], declined).await;

    answer.refused(402, "PAYMENT_DECLINED");
    // No warehouse has four: the first gives its three, the second the rest.
    let moved = shop
        .rows(
            "select kind, warehouse, on_hand_change, reserved_change
               from spindle.stock_movements
              where tenant_id = $tenant and order_id is not null order by movement_id",
        )
        .await;
    let movement = |kind: &str, warehouse: &str, reserved: i64| json!({ "kind": kind, "warehouse": warehouse, "on_hand_change": 0, "reserved_change": reserved });
    assert_eq!(
        moved,
        [
            movement("reserve", "EAST", 1),
            movement("reserve", "MAIN", 3),
            movement("release", "EAST", -1),
            movement("release", "MAIN", -3),
        ]
    );
    let left = books::on_hand(&shop, "LAMP").await;
    assert_eq!(left, [("EAST".into(), 2), ("MAIN".into(), 3)]);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warehouse_that_closed_gives_nothing() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    let customer = shop.customer();
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let cart = customer.cart_with(&[("LAMP", 3)]).await;
    let checkout = customer.checkout_of(&cart, payment).await;

    shop.run("update spindle.warehouses set status = 'inactive' where tenant_id = $tenant and warehouse = 'MAIN'")
        .await;
    let error = customer.confirm(&checkout).await;

    let error = error.refused(409, "INVENTORY_UNAVAILABLE");
    assert_eq!(error["details"][0]["available_quantity"], 2);
    assert_eq!(
        customer.get(&cart).await.ok()["items"][0]["available_quantity"],
        2
    );
    books::balance(&shop).await;
}
