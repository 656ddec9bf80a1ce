//! What nobody heard the end of is asked about by the tick.

use std::time::Duration;

use harness::{MUG, Need, Shop, Value, json};

use super::{attempts, card, transactions};

const A_MINUTE: Duration = Duration::from_secs(61);

/// How many attempts one tick asks about.
async fn tick(shop: &Shop) -> Value {
    shop.service().post("/internal/tick", "").await.ok()["payments_asked"].clone()
}

async fn charges(shop: &Shop) -> usize {
    shop.rows("select from spindle.sandbox_charges where tenant_id = $tenant")
        .await
        .len()
}

/// As if the component had died before it asked: the attempt is there, and the provider has never heard of it.
async fn nobody_asked(shop: &Shop) {
    shop.run(
        "delete from spindle.sandbox_charges where tenant_id = $tenant;
         update spindle.payment_attempts set status = 'started', token = 'tok_success' where tenant_id = $tenant",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_without_an_answer_is_found_and_the_order_confirmed() {
    let Some(shop) = Shop::open_for(&[Need::Variables, Need::Clock]).await else {
        return;
    };
    shop.customer()
        .order_of(&[(MUG, 2)], card("tok_timeout_after"))
        .await
        .accepted();
    assert_eq!(tick(&shop).await, 0, "its time has not come");

    shop.move_clock(A_MINUTE).await;
    assert_eq!(tick(&shop).await, 1);

    let order = shop
        .row("select status, payment_status from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(
        order,
        json!({ "status": "CONFIRMED", "payment_status": "PAID" })
    );
    assert_eq!(
        transactions(&shop).await,
        [json!({ "kind": "capture", "amount_minor": 3200 })]
    );
    assert_eq!(charges(&shop).await, 1);
    let last = shop
        .row("select actor from spindle.order_history where tenant_id = $tenant order by entry_id desc limit 1")
        .await;
    assert_eq!(last["actor"], "sweep");

    shop.move_clock(A_MINUTE).await;
    assert_eq!(tick(&shop).await, 0, "nothing is open any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_nobody_asked_for_is_charged_once() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    shop.customer()
        .order_of(&[(MUG, 2)], card("tok_pending"))
        .await
        .accepted();
    nobody_asked(&shop).await;

    shop.move_clock(A_MINUTE).await;
    assert_eq!(tick(&shop).await, 1);

    assert_eq!(
        attempts(&shop).await,
        [json!({ "kind": "charge", "status": "succeeded", "amount_minor": 3200 })]
    );
    assert_eq!(charges(&shop).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_charged_when_the_time_of_the_hold_is_over() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    shop.customer()
        .order_of(&[(MUG, 2)], card("tok_pending"))
        .await
        .accepted();
    nobody_asked(&shop).await;
    shop.run(
        "update spindle.reservations set expires_at = spindle.clock() + interval '15 minutes' where tenant_id = $tenant",
    )
    .await;

    shop.move_clock(Duration::from_secs(16 * 60)).await;
    assert_eq!(tick(&shop).await, 1);

    assert_eq!(charges(&shop).await, 0);
    let order = shop
        .row(
            "select o.status, o.payment_status, a.status as attempt, a.reason
               from spindle.orders o join spindle.payment_attempts a using (tenant_id, order_id)
              where o.tenant_id = $tenant",
        )
        .await;
    assert_eq!(
        order,
        json!({ "status": "PAYMENT_FAILED", "payment_status": "FAILED", "attempt": "declined", "reason": "not_charged" })
    );
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 100, "reserved": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_asks_less_and_less_often_and_then_calls_a_person() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    shop.customer()
        .order_of(&[(MUG, 2)], card("tok_pending"))
        .await
        .accepted();

    // Minutes after the one before: the first is asked a minute after the payment was begun.
    for minutes in [1, 1, 2, 4, 8, 16, 32, 60, 60, 60] {
        assert_eq!(tick(&shop).await, 0, "{minutes} minutes have not gone by");
        shop.move_clock(Duration::from_secs(minutes * 60)).await;
        assert_eq!(tick(&shop).await, 1, "{minutes} minutes have gone by");
    }
    // The tenth ask calls; the eleventh finds that it has.
    shop.move_clock(Duration::from_secs(3600)).await;
    assert_eq!(tick(&shop).await, 1);

    let called = shop
        .rows("select reason, proposal, detail->>'amount_minor' as amount from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        called,
        [json!({ "reason": "payment_unknown", "proposal": "look", "amount": "3200" })]
    );

    // When the provider knows at last, that is the answer.
    shop.run("update spindle.sandbox_charges set status = 'succeeded' where tenant_id = $tenant")
        .await;
    shop.move_clock(Duration::from_secs(3600)).await;
    assert_eq!(tick(&shop).await, 1);
    assert_eq!(
        transactions(&shop).await,
        [json!({ "kind": "capture", "amount_minor": 3200 })]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sweeps_share_the_work() {
    let Some(shop) = Shop::open_for(&[Need::Clock, Need::Connections]).await else {
        return;
    };
    for _ in 0..3 {
        shop.customer()
            .order_of(&[(MUG, 1)], card("tok_pending"))
            .await
            .accepted();
    }
    shop.run("update spindle.sandbox_charges set status = 'succeeded' where tenant_id = $tenant")
        .await;
    shop.move_clock(A_MINUTE).await;

    // Another sweep is just leasing one of them.
    let other = shop
        .lock("select from spindle.payment_attempts where tenant_id = $tenant order by started_at limit 1 for update")
        .await;
    assert_eq!(tick(&shop).await, 2);
    other.release().await;
    assert_eq!(tick(&shop).await, 1);
    assert_eq!(tick(&shop).await, 0);

    let confirmed = shop
        .rows("select from spindle.orders where tenant_id = $tenant and status = 'CONFIRMED'")
        .await;
    assert_eq!(confirmed.len(), 3);
    let told = shop
        .rows("select from spindle.outbox where tenant_id = $tenant and topic = 'order.confirmed'")
        .await;
    assert_eq!(told.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tick_takes_ten_and_one_that_fails_stops_no_other() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    for _ in 0..2 {
        customer
            .order_of(&[(MUG, 1)], card("tok_pending"))
            .await
            .accepted();
    }
    // Ten more of the first order; and the second has one that cannot be read: no such currency.
    shop.run(
        "with payments as (
           select a.*, row_number() over (order by a.started_at) as place
             from spindle.payment_attempts a where a.tenant_id = $tenant
         ), poisoned as (
           update spindle.payment_attempts a set currency = 'XXQ', ask_after = p.ask_after - interval '1 minute'
             from payments p where p.attempt_id = a.attempt_id and p.place = 2
         )
         insert into spindle.payment_attempts
                (tenant_id, attempt_id, order_id, amount_minor, currency, token, status, started_at, updated_at, ask_after)
         select p.tenant_id, gen_random_uuid(), p.order_id, n, 'USD', 'tok_pending', 'pending', p.started_at, p.updated_at,
                p.ask_after - interval '1 second' * n
           from payments p, generate_series(1, 10) n
          where p.place = 1",
    )
    .await;

    shop.move_clock(A_MINUTE).await;
    assert_eq!(tick(&shop).await, 9, "ten are leased, one cannot be read");
    assert_eq!(tick(&shop).await, 2);
    assert_eq!(tick(&shop).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sweep_is_one_statement_and_one_for_each_attempt() {
    let Some(shop) = Shop::open_for(&[Need::Clock, Need::Statements]).await else {
        return;
    };
    for _ in 0..2 {
        shop.customer()
            .order_of(&[(MUG, 1)], card("tok_pending"))
            .await
            .accepted();
    }
    shop.move_clock(A_MINUTE).await;

    let (asked, statements) = shop.statements_of(tick(&shop)).await;

    assert_eq!(asked, 2);
    let about = |name: &str| {
        statements
            .iter()
            .filter(|statement| statement.component == "events" && statement.text.contains(name))
            .count()
    };
    assert_eq!((about("due_attempts"), about("settle_payment")), (1, 2));
}
