//! A checkout that nobody is at.

use std::time::Duration;

use harness::{MUG, Need, Person, Shop, json};

const HOUR: u64 = 3600;

async fn save(person: &Person, id: &str) -> harness::Answer {
    let body = json!({ "checkout_id": id, "notes": "still here" }).to_string();
    person.put("/api/v1/checkout/state", body).await
}

async fn start(person: &Person, cart: &str) -> String {
    let body = json!({ "cart_id": cart.rsplit('/').next() }).to_string();
    let checkout = person.post("/api/v1/checkout/start", body).await.created();
    checkout["id"].as_str().unwrap().to_owned()
}

/// A tenant's checkouts are open for a day.
#[tokio::test(flavor = "multi_thread")]
async fn it_is_over_after_its_time_and_every_touch_gives_it_all_of_it_again() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let id = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    let path = format!("/api/v1/checkout/{id}");

    shop.move_clock(Duration::from_secs(23 * HOUR)).await;
    save(&customer, &id).await.ok();
    shop.move_clock(Duration::from_secs(23 * HOUR)).await;
    assert_eq!(start(&customer, &cart).await, id, "starting resumes it");
    shop.move_clock(Duration::from_secs(23 * HOUR)).await;
    assert_eq!(customer.get(&path).await.ok()["status"], "open");

    shop.move_clock(Duration::from_secs(HOUR)).await;
    assert_eq!(customer.get(&path).await.ok()["status"], "expired");
    save(&customer, &id).await.refused(409, "CHECKOUT_EXPIRED");
    customer.confirm(&id).await.refused(409, "CHECKOUT_EXPIRED");
    let new = start(&customer, &cart).await;
    assert_ne!(new, id);
    let rows = shop
        .rows("select status from spindle.checkouts where tenant_id = $tenant order by started_at")
        .await;
    assert_eq!(
        rows,
        [json!({ "status": "expired" }), json!({ "status": "open" })]
    );
    let orders = shop
        .row("select count(*) from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(orders["count"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tick_ends_what_is_over_and_nothing_else() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    let old = start(&customer, &customer.cart_with(&[(MUG, 1)]).await).await;
    let placed = customer
        .order_of(&[(MUG, 1)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await
        .created();
    shop.move_clock(Duration::from_secs(23 * HOUR)).await;
    let young = start(&customer, &customer.cart_with(&[(MUG, 1)]).await).await;
    shop.move_clock(Duration::from_secs(HOUR)).await;

    let ticked = shop.service().post("/internal/tick", "").await.ok();
    let again = shop.service().post("/internal/tick", "").await.ok();

    assert_eq!(
        (&ticked["checkouts_expired"], &again["checkouts_expired"]),
        (&json!(1), &json!(0))
    );
    let status = async |id: &str| {
        shop.row(&format!(
            "select status from spindle.checkouts where checkout_id = '{id}'"
        ))
        .await["status"]
            .clone()
    };
    assert_eq!(status(&old).await, "expired");
    assert_eq!(status(&young).await, "open");
    let completed = shop
        .row("select count(*) from spindle.checkouts where tenant_id = $tenant and status = 'completed'")
        .await;
    assert_eq!(completed["count"], 1);
    assert_eq!(placed["status"], "CONFIRMED");
}
