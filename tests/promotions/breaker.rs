//! Promotions that keep failing are not asked any more.

use std::time::Duration;

use harness::{Need, Person, Shop, Workshop, json};

use super::plugin::Plugin;
use super::quote;

/// One that panics at every cart.
fn panicking(version: &str) -> Vec<u8> {
    Plugin {
        version,
        evaluate: "unreachable",
        ..Plugin::default()
    }
    .wasm()
}

/// Why the tenant's own promotions had no say.
async fn failure(who: &Person) -> String {
    let answer = quote(who, 4).await.ok();
    assert_eq!(answer["total_amount"], 59.0, "{answer}");
    answer["promotions"][0]["failure"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

async fn events(shop: &Shop) -> Vec<String> {
    let rows = shop
        .rows("select topic from spindle.outbox where tenant_id = 'acme' and topic like 'promotions.%' order by event_id")
        .await;
    rows.iter()
        .map(|row| row["topic"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_failures_within_a_minute_disable_them_until_they_are_enabled() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    workshop.install("acme", &panicking("1.0.0")).unwrap();
    let shop = workshop.open().await;
    shop.open_tenant("acme").await;
    let customer = shop.customer_of("acme");

    for _ in 0..10 {
        assert_eq!(failure(&customer).await, "aborted");
    }
    assert_eq!(events(&shop).await, ["promotions.disabled"]);
    for _ in 0..3 {
        assert_eq!(failure(&customer).await, "disabled");
    }
    // Nobody else is, and it is said once.
    assert_eq!(failure(&shop.visitor()).await, "");
    assert_eq!(events(&shop).await.len(), 1);

    let enabled = shop
        .row("select spindle.enable_promotions('acme') as answer")
        .await;
    assert_eq!(enabled["answer"], json!({ "outcome": "enabled" }));
    assert_eq!(failure(&customer).await, "aborted");
    assert_eq!(
        events(&shop).await,
        ["promotions.disabled", "promotions.enabled"]
    );
    let again = shop
        .row("select spindle.enable_promotions('acme') as answer")
        .await;
    assert_eq!(again["answer"], json!({ "outcome": "not_disabled" }));
}

/// Others have done nothing wrong yet. The state of the ones before is in the same database.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_installation_starts_anew() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    let before = workshop.install("acme", &panicking("1.0.0")).unwrap();
    workshop.install("acme", &panicking("2.0.0")).unwrap();
    let shop = workshop.open().await;
    shop.open_tenant("acme").await;
    let digest = &before.digest[..16];
    shop.run(&format!(
        "insert into spindle.promotion_failures (tenant_id, digest, failures, first_at, last_at, last_reason, disabled_at)
         values ('acme', '{digest}', 10, spindle.clock(), spindle.clock(), 'aborted', spindle.clock())"
    ))
    .await;

    assert_eq!(failure(&shop.customer_of("acme")).await, "aborted");
    let row = shop
        .row(
            "select failures, disabled_at from spindle.promotion_failures where tenant_id = 'acme'",
        )
        .await;
    assert_eq!(row, json!({ "failures": 1, "disabled_at": null }));
}

/// A failure now and then is no reason.
#[tokio::test(flavor = "multi_thread")]
async fn failures_are_counted_for_a_minute() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let fail = async || {
        let row = shop
            .row("select spindle.record_promotion_failure($tenant, 'abc', 'aborted') as answer")
            .await;
        row["answer"].clone()
    };
    for _ in 0..9 {
        assert_eq!(fail().await, json!({ "outcome": "recorded" }));
    }
    shop.move_clock(Duration::from_secs(61)).await;
    assert_eq!(fail().await, json!({ "outcome": "recorded" }));
    for _ in 0..8 {
        fail().await;
    }
    assert_eq!(fail().await, json!({ "outcome": "disabled" }));
}
