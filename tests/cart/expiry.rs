//! How long carts live: from the last write, and as long as the tenant says.

use std::time::Duration;

use harness::{MUG, Need, Person, Shop, Value, json};

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

async fn is_over(person: &Person, cart: &str) -> bool {
    let answer = person.get(cart).await;
    if answer.status.is_success() {
        return false;
    }
    answer.refused(409, "CART_EXPIRED");
    true
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_cart_lives_6_hours_a_guests_30_days_a_customers_90() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    let empty = customer.cart_with(&[]).await;
    let (guest, guests) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let customers = customer.cart_with(&[(MUG, 1)]).await;
    let live = async || {
        (
            !is_over(&customer, &empty).await,
            !is_over(&guest, &guests).await,
            !is_over(&customer, &customers).await,
        )
    };

    shop.move_clock(6 * HOUR - Duration::from_secs(60)).await;
    assert_eq!(live().await, (true, true, true));
    shop.move_clock(Duration::from_secs(120)).await;
    assert_eq!(live().await, (false, true, true));
    shop.move_clock(30 * DAY - 6 * HOUR).await;
    assert_eq!(live().await, (false, false, true));
    shop.move_clock(60 * DAY).await;
    assert_eq!(live().await, (false, false, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tenant_says_how_long() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    shop.run(
        "update spindle.tenants set empty_cart_hours = 1, guest_cart_days = 2, customer_cart_days = 3
          where tenant_id = $tenant",
    )
    .await;
    let customer = shop.customer();
    let empty = customer.cart_with(&[]).await;
    let (guest, guests) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let customers = customer.cart_with(&[(MUG, 1)]).await;

    shop.move_clock(HOUR).await;
    assert!(is_over(&customer, &empty).await);
    assert!(!is_over(&guest, &guests).await);
    shop.move_clock(2 * DAY).await;
    assert!(is_over(&guest, &guests).await);
    assert!(!is_over(&customer, &customers).await);
    shop.move_clock(DAY).await;
    assert!(is_over(&customer, &customers).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_begins_the_time_anew_and_emptying_ends_it_soon() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let items = format!("{cart}/items");
    let mug = json!({ "sku": MUG, "quantity": 1 }).to_string();
    let ends = async || {
        let cart = shop.row("select expires_at - spindle.clock() > interval '29 days 23 hours' as is_far, expires_at::text from spindle.carts where tenant_id = $tenant");
        let cart = cart.await;
        (cart["is_far"] == true, cart["expires_at"].clone())
    };

    // A write within the hour leaves the index on expires_at alone.
    let (_, first) = ends().await;
    shop.move_clock(HOUR - Duration::from_secs(60)).await;
    guest.post(&items, mug.clone()).await.created();
    assert_eq!(ends().await, (true, first.clone()));
    shop.move_clock(Duration::from_secs(120)).await;
    guest.post(&items, mug.clone()).await.created();
    let (is_far, second) = ends().await;
    assert!(is_far);
    assert_ne!(first, second);

    shop.move_clock(29 * DAY).await;
    guest.post(&items, mug).await.created();
    shop.move_clock(29 * DAY).await;
    assert_eq!(guest.get(&cart).await.ok()["items"][0]["quantity"], 4);
    guest.delete(&cart).await.ok();
    shop.move_clock(6 * HOUR).await;
    assert!(is_over(&guest, &cart).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_can_be_done_with_a_cart_that_is_over() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let coupon = json!({ "code": "SUMMER10" }).to_string();
    customer.post(&format!("{cart}/coupons"), coupon).await.ok();
    let before = customer.get(&cart).await.ok();
    let line = format!("/items/{}", before["items"][0]["id"].as_str().unwrap());
    let requests = [
        ("GET", "", ""),
        ("POST", "/items", r#"{"sku": "MUG", "quantity": 1}"#),
        ("PATCH", line.as_str(), r#"{"quantity": 3}"#),
        ("DELETE", &line, ""),
        ("POST", "/coupons", r#"{"code": "FREESHIP"}"#),
        ("DELETE", "/coupons/SUMMER10", ""),
        ("PATCH", "", r#"{"notes": "A gift"}"#),
        ("DELETE", "", ""),
    ];
    let rows = "select c.status, c.version, (select count(*) from spindle.cart_lines l where l.cart_id = c.cart_id) as lines
                  from spindle.carts c where c.tenant_id = $tenant";
    let refuses_everything = async || {
        for (method, rest, body) in requests {
            let body = (!body.is_empty()).then(|| body.into());
            let path = format!("{cart}{rest}");
            let answer = customer.send(method.parse().unwrap(), &path, body).await;
            answer.refused(409, "CART_EXPIRED");
        }
        let start = json!({ "cart_id": cart.rsplit('/').next() }).to_string();
        let answer = customer.post("/api/v1/checkout/start", start).await;
        answer.refused(409, "CART_EXPIRED");
    };

    shop.move_clock(91 * DAY).await;
    refuses_everything().await;
    let kept = json!({ "status": "open", "version": 3, "lines": 1 });
    assert_eq!(shop.row(rows).await, kept);

    // The sweep only says it once more.
    let ticked = shop.service().post("/internal/tick", "").await.ok();
    assert_eq!(ticked["carts_expired"], 1);
    let kept = json!({ "status": "expired", "version": 4, "lines": 1 });
    assert_eq!(shop.row(rows).await, kept);
    refuses_everything().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_ends_what_is_over_and_skips_what_is_held() {
    let Some(shop) = Shop::open_for(&[Need::Clock, Need::Connections]).await else {
        return;
    };
    let customer = shop.customer();
    let held = customer.cart_with(&[]).await;
    customer.cart_with(&[]).await;
    let filled = customer.cart_with(&[(MUG, 1)]).await;
    let held = held.rsplit('/').next().unwrap();
    shop.move_clock(7 * HOUR).await;
    let service = shop.service();
    let tick = async || {
        let ticked: Value = service.post("/internal/tick", "").await.ok();
        ticked["carts_expired"].as_i64().unwrap()
    };

    let lock = shop
        .lock(&format!(
            "select from spindle.carts where tenant_id = $tenant and cart_id = '{held}' for update"
        ))
        .await;
    assert_eq!(tick().await, 1);
    lock.release().await;
    assert_eq!((tick().await, tick().await), (1, 0));
    assert!(!is_over(&customer, &filled).await);
}
