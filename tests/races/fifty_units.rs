//! Two hundred customers, fifty lamps in two warehouses.

use harness::{Need, Person, Shop, json};
use tokio::task::JoinSet;

use super::books;

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_confirms_sell_exactly_the_fifty_units_of_two_warehouses() {
    // The provider has all the time it wants: this is about stock.
    let variables = [("payment_timeout_ms", "20000")];
    let needs = [Need::Connections, Need::Variables];
    let Some(shop) = Shop::open_with(&needs, &variables).await else {
        return;
    };
    shop.run(books::LAMPS_AND_SETS).await;
    // 3 and 2 are there: 27 and 18 more arrive.
    shop.run(
        "update spindle.stock set on_hand = on_hand * 10 where tenant_id = $tenant and sku = 'LAMP';
         insert into spindle.stock_movements
                (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
         values ($tenant, 'LAMP', 'MAIN', 'receive', 27, 0, 'test data', 'test', spindle.clock()),
                ($tenant, 'LAMP', 'EAST', 'receive', 18, 0, 'test data', 'test', spindle.clock())",
    )
    .await;
    let customers = ready_customers(&shop, 200).await;

    // The first of them get as far as the stock, which the test holds.
    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'LAMP' for update")
        .await;
    let mut confirms = JoinSet::new();
    for customer in customers {
        confirms.spawn(async move { customer.confirm(&customer.id.to_string()).await });
    }
    shop.until_waiting(8).await;
    lock.release().await;
    let answers = confirms.join_all().await;

    let (sold, refused): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .partition(|answer| answer.status.is_success());
    assert_eq!((sold.len(), refused.len()), (50, 150));
    for answer in refused {
        let error = answer.refused(409, "INVENTORY_UNAVAILABLE");
        assert_eq!(error["details"][0]["available_quantity"], 0);
    }
    let left = books::on_hand(&shop, "LAMP").await;
    assert_eq!(left, [("EAST".into(), 0), ("MAIN".into(), 0)]);
    let taken = shop
        .rows(
            "select warehouse, status, sum(quantity) as quantity, count(distinct order_id) as orders
               from spindle.reservations where tenant_id = $tenant group by 1, 2 order by 1",
        )
        .await;
    assert_eq!(
        taken,
        [
            json!({ "warehouse": "EAST", "status": "committed", "quantity": 20, "orders": 20 }),
            json!({ "warehouse": "MAIN", "status": "committed", "quantity": 30, "orders": 30 }),
        ]
    );
    books::balance(&shop).await;
}

/// Customers with one lamp in a checkout that is ready to confirm; its id is the customer's.
/// Every other pays in cash, which sells at once; a card holds first and sells when the money is
/// there. One of each filled a checkout in, the others have copies of its rows.
async fn ready_customers(shop: &Shop, count: usize) -> Vec<Person> {
    let mut all = Vec::new();
    for payment in [
        json!({ "payment_method": "CASH_ON_DELIVERY" }),
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" }),
    ] {
        let model = shop.customer();
        let cart = model.cart_with(&[("LAMP", 1)]).await;
        let checkout = model.checkout_of(&cart, payment).await;
        let cart = cart.rsplit('/').next().unwrap();
        let customers: Vec<_> = (0..count / 2).map(|_| shop.customer()).collect();
        let ids: Vec<_> = customers.iter().map(|c| c.id.to_string()).collect();
        let ids = format!("unnest('{{{}}}'::uuid[]) as id", ids.join(","));
        shop.run(&format!(
            "insert into spindle.carts
             select (jsonb_populate_record(c, jsonb_build_object('cart_id', id, 'customer_id', id))).*
               from spindle.carts c, {ids} where c.cart_id = '{cart}';
             insert into spindle.cart_lines
             select (jsonb_populate_record(l, jsonb_build_object('cart_id', id, 'line_id', id))).*
               from spindle.cart_lines l, {ids} where l.cart_id = '{cart}';
             insert into spindle.checkouts
             select (jsonb_populate_record(k, jsonb_build_object('cart_id', id, 'customer_id', id, 'checkout_id', id))).*
               from spindle.checkouts k, {ids} where k.checkout_id = '{checkout}'"
        ))
        .await;
        all.extend(customers);
    }
    all
}
