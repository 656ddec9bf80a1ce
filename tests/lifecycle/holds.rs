//! Goods are held for a while. Then they are given back, unless there is money.

use std::time::Duration;

use harness::{MUG, Need, Shop, Value, json};

const HOLD_MINUTES: u64 = 15;

async fn tick(shop: &Shop) -> Value {
    shop.service().post("/internal/tick", "").await.ok()
}

/// A placed order of two mugs with a coupon, to be paid as `payment` says, and of which the provider has
/// heard nothing any more. Returns its path.
async fn unpaid(shop: &Shop, payment: Value) -> String {
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "ONCE"}"#)
        .await
        .ok();
    let checkout = customer.checkout_of(&cart, payment).await;
    let order = customer.confirm(&checkout).await.body;
    format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
}

async fn world(shop: &Shop) -> Value {
    shop.row(
        "select (select on_hand from spindle.stock where tenant_id = $tenant and sku = 'MUG') as on_hand,
                (select reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG') as reserved,
                (select uses_claimed from spindle.campaigns where tenant_id = $tenant and coupon_code = 'ONCE') as uses,
                (select count(*) from spindle.outbox where tenant_id = $tenant and topic = 'order.cancelled') as told",
    )
    .await
}

/// As an order is that nobody began to pay, or whose payment never came to the provider.
const NOTHING_UNDER_WAY: &str =
    "update spindle.payment_attempts set status = 'declined', ask_after = null
     where tenant_id = $tenant;
    update spindle.reservations set expires_at = spindle.clock() + interval '15 minutes'
     where tenant_id = $tenant and status = 'held'";

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_that_nobody_pays_ends_and_gives_everything_back_once() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let path = unpaid(&shop, card).await;
    shop.run(NOTHING_UNDER_WAY).await;
    let held = json!({ "on_hand": 100, "reserved": 2, "uses": 1, "told": 0 });
    assert_eq!(world(&shop).await, held);

    shop.move_clock(Duration::from_secs(HOLD_MINUTES * 60 - 30))
        .await;
    assert_eq!(tick(&shop).await["orders_expired"], 0);
    assert_eq!(world(&shop).await, held);

    shop.move_clock(Duration::from_secs(60)).await;
    let expired = [tick(&shop).await, tick(&shop).await].map(|t| t["orders_expired"].clone());

    assert_eq!(expired, [1, 0]);
    assert_eq!(
        world(&shop).await,
        json!({ "on_hand": 100, "reserved": 0, "uses": 0, "told": 1 })
    );
    let order = shop.admin().get(&path).await.ok();
    assert_eq!(
        (&order["status"], &order["cancel_reason"]),
        (&json!("CANCELLED"), &json!("It was not paid in time."))
    );
    let last = shop
        .row("select actor, note from spindle.order_history where tenant_id = $tenant order by entry_id desc")
        .await;
    assert_eq!(
        last,
        json!({ "actor": "sweep", "note": "Cancelled: It was not paid in time." })
    );
}

/// Whatever time passes.
#[tokio::test(flavor = "multi_thread")]
async fn a_hold_with_money_or_on_trust_never_ends() {
    let needs = [Need::Clock, Need::Variables];
    let Some(shop) = Shop::open_with(&needs, &[("payment_timeout_ms", "20000")]).await else {
        return;
    };
    let card = |token| json!({ "payment_method": "CREDIT_CARD", "payment_token": token });
    for (payment, status) in [
        (json!({ "payment_method": "CASH_ON_DELIVERY" }), "CONFIRMED"),
        (json!({ "payment_method": "BANK_TRANSFER" }), "PENDING"),
        (card("tok_success"), "CONFIRMED"),
        (card("tok_pending"), "PENDING"),
        (card("tok_pending"), "PENDING"),
        (card("tok_pending"), "PENDING"),
    ] {
        let order = shop.customer().order_of(&[(MUG, 1)], payment.clone()).await;
        assert_eq!(order.body["status"], status, "{payment}");
    }
    // Whatever the hold says; and the sweep is not to learn anything new about the attempts.
    shop.run(
        "update spindle.reservations set expires_at = spindle.clock() where tenant_id = $tenant and status = 'held';
         update spindle.payment_attempts set ask_after = null where tenant_id = $tenant;
         update spindle.payment_attempts a set status = s.status
           from (select attempt_id, (array['pending', 'unknown', 'started'])[row_number() over (order by attempt_id)] as status
                   from spindle.payment_attempts where tenant_id = $tenant and status = 'pending') s
          where a.attempt_id = s.attempt_id",
    )
    .await;
    let open = shop
        .rows("select status from spindle.payment_attempts where tenant_id = $tenant and status <> 'succeeded' order by status")
        .await;
    assert_eq!(
        open,
        [
            json!({ "status": "pending" }),
            json!({ "status": "started" }),
            json!({ "status": "unknown" })
        ]
    );

    shop.move_clock(Duration::from_secs(365 * 24 * 3600)).await;
    assert_eq!(tick(&shop).await["orders_expired"], 0);

    let statuses = shop
        .rows("select status, count(*) from spindle.orders where tenant_id = $tenant group by status order by status")
        .await;
    assert_eq!(
        statuses,
        [
            json!({ "status": "CONFIRMED", "count": 2 }),
            json!({ "status": "PENDING", "count": 4 })
        ]
    );
}

/// Its stock says less is reserved than it holds: that cannot be given back.
#[tokio::test(flavor = "multi_thread")]
async fn a_poisoned_order_stops_no_other_and_calls_a_person_once() {
    let Some(shop) = Shop::open_for(&[Need::Clock, Need::Savepoints]).await else {
        return;
    };
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let customer = shop.customer();
    let poisoned = customer
        .order_of(&[("SHIRT-M", 1)], card.clone())
        .await
        .accepted();
    let good = customer.order_of(&[(MUG, 2)], card).await.accepted();
    shop.run(NOTHING_UNDER_WAY).await;
    shop.run("update spindle.stock set reserved = 0 where tenant_id = $tenant and sku = 'SHIRT-M'")
        .await;
    shop.move_clock(Duration::from_secs(3600)).await;

    let expired = [tick(&shop).await, tick(&shop).await].map(|t| t["orders_expired"].clone());

    assert_eq!(expired, [1, 0]);
    let status = async |order: &Value| {
        let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
        customer.get(&path).await.ok()["status"].clone()
    };
    assert_eq!(
        (status(&good).await, status(&poisoned).await),
        (json!("CANCELLED"), json!("PENDING"))
    );
    let called = shop
        .rows("select order_id, reason, detail->>'job' as job from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        called,
        [json!({ "order_id": poisoned["id"], "reason": "sweep_failed", "job": "expire_holds" })]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_somebody_holds_is_left_to_the_next_sweep() {
    let Some(shop) = Shop::open_for(&[Need::Clock, Need::Connections]).await else {
        return;
    };
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    for _ in 0..2 {
        unpaid(&shop, card.clone()).await;
        shop.run("update spindle.campaigns set uses_limit = 2 where tenant_id = $tenant and coupon_code = 'ONCE'")
            .await;
    }
    shop.run(NOTHING_UNDER_WAY).await;
    shop.move_clock(Duration::from_secs(3600)).await;
    let one =
        "select from spindle.orders where tenant_id = $tenant order by order_id limit 1 for update";
    let lock = shop.lock(one).await;

    let [first, second] =
        [tick(&shop).await, tick(&shop).await].map(|t| t["orders_expired"].clone());
    lock.release().await;
    let third = tick(&shop).await["orders_expired"].clone();

    assert_eq!([first, second, third], [1, 0, 1]);
    let after = json!({ "on_hand": 100, "reserved": 0, "uses": 0, "told": 2 });
    assert_eq!(world(&shop).await, after);
}
