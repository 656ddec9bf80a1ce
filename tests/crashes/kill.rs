//! Killing, and looking at what is left.

use std::time::Duration;

use harness::{Answer, Need, Shop, Stop, json};

use super::deed::{Deed, Ready};

/// Longer than every lease and hold of the test shop.
const LATER: Duration = Duration::from_secs(3600);

/// Ticks until the sweep must be through.
const ENOUGH: usize = 20;

/// Kills each of `components` at each call it makes for `deed`, in each way, with and without a
/// client who tries again.
pub async fn kill_each_call(deed: &Deed, components: &[&str]) {
    let variables = [("payment_timeout_ms", deed.patience_ms())];
    let needs = [Need::Stops, Need::Clock, Need::Variables];
    let Some(shop) = Shop::open_with(&needs, &variables).await else {
        return;
    };
    for component in components {
        let ready = deed.prepare(&shop).await;
        let (answer, calls) = shop.calls_of(component, ready.send()).await;
        assert!(answer.status.as_u16() < 500, "undisturbed: {answer:#?}");
        assert!(!calls.is_empty(), "{component} takes no part");

        for (at, call) in calls.iter().enumerate() {
            for stop in Stop::ALL {
                for tries_again in [true, false] {
                    let ready = deed.prepare(&shop).await;
                    shop.stop(component, at + 1, stop);
                    let context = format!(
                        "{component}, call {} of {}, {stop:?}, tries again: {tries_again}: {call}",
                        at + 1,
                        calls.len()
                    );
                    kill(&shop, &ready, &answer, tries_again, &context).await;
                }
            }
        }
    }
}

async fn kill(shop: &Shop, ready: &Ready, normal: &Answer, tries_again: bool, context: &str) {
    let killed = ready.send().await;
    assert!(!shop.stop_is_due(), "never came that far: {context}");
    assert_true(shop, &killed, context).await;
    expect_whole(shop, context).await;

    if tries_again {
        let again = ready.send().await;
        assert!(again.status.as_u16() < 500, "{context}: {again:#?}");
        assert_true(shop, &again, context).await;
    }

    settle(shop).await;
    expect_whole(shop, context).await;
    if tries_again {
        // What would have become of it without the crash.
        let finally = ready.send().await;
        assert!(
            finally.status == normal.status || normal.status.as_u16() == 202,
            "{context}: {finally:#?}"
        );
        assert_true(shop, &finally, context).await;
        expect_whole(shop, context).await;
    }
}

/// An answer that names an order says what the order is; one without an answer says nothing.
async fn assert_true(shop: &Shop, answer: &Answer, context: &str) {
    let order = match &answer.body["order"] {
        order if order.is_object() => order,
        _ => &answer.body,
    };
    if answer.status.is_success() && order["id"].is_null() {
        return; // It is not about an order.
    }
    let declined = json!({
        "id": answer.body["error"]["details"][0]["order_id"],
        "status": "PAYMENT_FAILED",
        "payment_status": "FAILED"
    });
    let shown = match answer.status.as_u16() {
        200..300 => order,
        402 => &declined,
        _ => return, // Another refusal says nothing of what the order is.
    };
    let id = shown["id"].as_str().unwrap();
    let order = shop
        .row(&format!(
            "select order_id as id, status, payment_status from spindle.orders
              where tenant_id = $tenant and order_id = '{id}'"
        ))
        .await;
    for field in ["id", "status", "payment_status"] {
        assert_eq!(shown[field], order[field], "{context}: {answer:#?}");
    }
}

async fn expect_whole(shop: &Shop, context: &str) {
    let broken = shop.broken_after("").await;
    assert!(broken.is_empty(), "{context}: {broken:#?}");
    let twice = shop
        .rows(
            "select reference, count(*) from spindle.sandbox_charges
              where tenant_id = $tenant group by 1 having count(*) > 1
             union all
             select charge_key, count(*) from spindle.sandbox_operations
              where tenant_id = $tenant and status = 'succeeded' group by charge_key, kind having count(*) > 1",
        )
        .await;
    assert!(twice.is_empty(), "moved twice: {context}: {twice:#?}");
}

/// The sweep, when every lease is over, until it finds nothing more to do.
pub async fn settle(shop: &Shop) {
    shop.move_clock(LATER).await;
    let service = shop.service();
    for _ in 0..ENOUGH {
        let done = service.post("/internal/tick", "").await.ok();
        let done = done.as_object().unwrap();
        if done.values().all(|count| *count == json!(0)) {
            return;
        }
    }
    panic!("the sweep does not come to an end");
}
