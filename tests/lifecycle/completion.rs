//! A delivered order is complete when its return window has closed.

use std::time::Duration;

use super::order_in;
use harness::{Need, Shop, json};

const DAY: u64 = 24 * 3600;

#[tokio::test(flavor = "multi_thread")]
async fn delivered_orders_complete_after_the_return_window_of_their_tenant() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    shop.run("update spindle.tenants set return_days = 14 where tenant_id = $tenant")
        .await;
    let early = order_in(&shop, "DELIVERED", false).await;
    let shipped = order_in(&shop, "SHIPPED", false).await;
    shop.move_clock(Duration::from_secs(10 * DAY)).await;
    let late = order_in(&shop, "DELIVERED", false).await;
    let tick =
        async || shop.service().post("/internal/tick", "").await.ok()["orders_completed"].clone();

    shop.move_clock(Duration::from_secs(4 * DAY - 3600)).await;
    assert_eq!(tick().await, 0);
    shop.move_clock(Duration::from_secs(2 * 3600)).await;
    assert_eq!((tick().await, tick().await), (json!(1), json!(0)));

    let status = async |path: &str| shop.admin().get(path).await.ok()["status"].clone();
    assert_eq!(status(&early.path).await, "COMPLETED");
    assert_eq!(status(&late.path).await, "DELIVERED");
    assert_eq!(status(&shipped.path).await, "SHIPPED");
    let told = shop
        .rows("select subject, payload->>'status' as status from spindle.outbox where tenant_id = $tenant and topic = 'order.completed'")
        .await;
    assert_eq!(
        told,
        [json!({ "subject": early.path.rsplit('/').next(), "status": "COMPLETED" })]
    );
    let actor = shop
        .row("select actor from spindle.order_history where tenant_id = $tenant and status = 'COMPLETED'")
        .await;
    assert_eq!(actor["actor"], "sweep");
    shop.verify().await;
}

/// The window is the customer's; goods that come back later are the shop's to take.
#[tokio::test(flavor = "multi_thread")]
async fn a_customer_may_ask_to_return_only_within_the_window() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let in_time = order_in(&shop, "DELIVERED", false).await;
    let too_late = order_in(&shop, "DELIVERED", true).await;
    let body = r#"{"reason": "too small"}"#;

    shop.move_clock(Duration::from_secs(30 * DAY - 3600)).await;
    in_time
        .owner
        .post(&format!("{}/return", in_time.path), body)
        .await
        .created();
    shop.move_clock(Duration::from_secs(2 * 3600)).await;
    let error = too_late
        .owner
        .post(&format!("{}/return", too_late.path), body)
        .await
        .refused(409, "RETURN_WINDOW_CLOSED");

    let closed = shop
        .row(
            "select spindle.iso_time(delivered_at + interval '30 days') as at from spindle.orders
               where tenant_id = $tenant and customer_id is null",
        )
        .await;
    assert_eq!(error["details"][0]["closed_at"], closed["at"]);
    let taken = shop
        .admin()
        .post(&format!("{}/return", too_late.path), body)
        .await
        .created();
    assert_eq!(taken["order"]["status"], "RETURNED");
    shop.verify().await;
}
