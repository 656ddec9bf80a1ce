//! What placing an order takes of campaigns, and what gives it back.

use harness::{MUG, Need, Person, Shop, Value, json};

use super::{made, quoted, with};

fn mugs(count: u32) -> Value {
    json!([{ "sku": MUG, "quantity": count }])
}

async fn bought(who: &Person, count: u32) -> Value {
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    who.order_of(&[(MUG, count)], cash).await.created()
}

/// Uses, what they got, and how many rows say so.
async fn taken(shop: &Shop, path: &str) -> (i64, i64, i64) {
    let id = path.rsplit('/').next().unwrap();
    let row = shop
        .row(&format!(
            "select c.uses_claimed, c.spent_minor,
                    (select count(*) from spindle.campaign_uses u
                      where u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id) as rows
               from spindle.campaigns c where c.tenant_id = $tenant and c.campaign_id = '{id}'"
        ))
        .await;
    let number = |name: &str| row[name].as_i64().unwrap();
    (
        number("uses_claimed"),
        number("spent_minor"),
        number("rows"),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_uses_a_campaign_as_often_as_one_may() {
    let shop = Shop::open().await;
    let fields = json!({ "uses_per_customer": 2, "coupon": "TWICE" });
    let path = made(&shop.admin(), with(fields)).await;
    let (one, other) = (shop.customer(), shop.customer());
    let order = |who: Person| async move {
        let cart = who.cart_with(&[(MUG, 1)]).await;
        who.post(&format!("{cart}/coupons"), r#"{"code": "TWICE"}"#)
            .await
            .ok();
        let checkout = who
            .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
            .await;
        who.confirm(&checkout).await.created()["discount_amount"].clone()
    };

    assert_eq!(order(one.clone()).await, 1.25);
    assert_eq!(order(one.clone()).await, 1.25);
    assert_eq!(order(one.clone()).await, 0.0);
    let quote = quoted(&one, mugs(1), json!(["TWICE"])).await;
    assert_eq!(quote["coupons"][0]["reason"], "already_used");
    assert_eq!(order(other).await, 1.25);
    // Who has not signed in cannot be counted.
    let quote = quoted(&shop.visitor(), mugs(1), json!(["TWICE"])).await;
    assert_eq!(quote["coupons"][0]["reason"], "not_for_you");
    assert_eq!(taken(&shop, &path).await, (3, 375, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_order_is_the_first_that_is_not_given_up() {
    let shop = Shop::open().await;
    let path = made(
        &shop.admin(),
        with(json!({ "type": "customer", "first_order": true })),
    )
    .await;
    let customer = shop.customer();
    let card = |token| json!({ "payment_method": "CREDIT_CARD", "payment_token": token });

    // The payment is declined: it was no order.
    customer
        .order_of(&[(MUG, 1)], card("tok_declined"))
        .await
        .refused(402, "PAYMENT_DECLINED");
    assert_eq!(taken(&shop, &path).await, (0, 0, 0));
    assert_eq!(bought(&customer, 1).await["discount_amount"], 1.25);
    assert_eq!(bought(&customer, 1).await["discount_amount"], 0.0);
    // A cancelled one is none, either.
    shop.run("update spindle.orders set status = 'CANCELLED' where tenant_id = $tenant and status = 'CONFIRMED'").await;
    assert_eq!(bought(&customer, 1).await["discount_amount"], 1.25);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_order_gets_what_is_left_of_a_budget() {
    let shop = Shop::open().await;
    let path = made(&shop.admin(), with(json!({ "budget": 6.00 }))).await;
    let customer = shop.customer();

    // 10 % of 50.00 is 5.00; then there is 1.00.
    assert_eq!(bought(&customer, 4).await["discount_amount"], 5.0);
    assert_eq!(bought(&customer, 4).await["discount_amount"], 1.0);
    assert_eq!(bought(&customer, 4).await["discount_amount"], 0.0);
    assert_eq!(taken(&shop, &path).await, (2, 600, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_payment_gives_back_use_amount_and_coupon() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(
        &admin,
        with(json!({ "by_coupons": true, "uses": 1, "budget": 2.00 })),
    )
    .await;
    let coupons = admin
        .post(&format!("{path}/coupons"), r#"{"count": 1}"#)
        .await
        .created();
    let code = &coupons["coupons"][0]["code"];
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    customer
        .post(
            &format!("{cart}/coupons"),
            json!({ "code": code }).to_string(),
        )
        .await
        .ok();

    let declined = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_declined" });
    let checkout = customer.checkout_of(&cart, declined).await;
    customer
        .confirm(&checkout)
        .await
        .refused(402, "PAYMENT_DECLINED");

    assert_eq!(taken(&shop, &path).await, (0, 0, 0));
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = customer.checkout_of(&cart, cash).await;
    let order = customer.confirm(&checkout).await.created();
    assert_eq!(order["discount_amount"], 1.25);
    assert_eq!(taken(&shop, &path).await, (1, 125, 1));
    let row = shop
        .row("select order_id::text from spindle.coupons where tenant_id = $tenant")
        .await;
    assert_eq!(row["order_id"], order["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_budget_is_counted_in_the_shops_own_currency() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.tenants set sells_in = '{KWD}' where tenant_id = $tenant;
         insert into spindle.exchange_rates (tenant_id, base, quote, valid_from, rate, source)
         values ($tenant, 'USD', 'KWD', '2026-01-01', 0.3075, 'CBK');",
    )
    .await;
    let path = made(&shop.admin(), with(json!({ "budget": 1.00 }))).await;
    let customer = shop.customer();
    let cart = customer
        .post("/api/v1/cart", r#"{"currency": "KWD"}"#)
        .await
        .created();
    let cart = format!("/api/v1/cart/{}", cart["id"].as_str().unwrap());
    let item = json!({ "sku": MUG, "quantity": 1 }).to_string();
    customer
        .post(&format!("{cart}/items"), item)
        .await
        .created();

    let checkout = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    let order = customer.confirm(&checkout).await.created();

    // 10 % of 3.844 would be 0.384; 1.00 USD is 0.308 KWD (0.3075). All of the budget is spent.
    assert_eq!(order["discount_amount"], 0.308);
    assert_eq!(taken(&shop, &path).await, (1, 100, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_that_is_stopped_meanwhile_stops_the_order() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let path = made(&shop.admin(), with(json!({}))).await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;

    // The order is priced with it and waits for its row, which the test holds and changes.
    let id = path.rsplit('/').next().unwrap();
    let lock = shop
        .lock(&format!("update spindle.campaigns set status = 'paused' where tenant_id = $tenant and campaign_id = '{id}'"))
        .await;
    let (answer, ()) = tokio::join!(customer.confirm(&checkout), async {
        shop.until_waiting(1).await;
        lock.commit().await;
    });

    let error = answer.refused(409, "COUPON_USED_UP");
    assert_eq!(error["details"][0]["code"], "10 % off");
    assert_eq!(taken(&shop, &path).await, (0, 0, 0));
}
