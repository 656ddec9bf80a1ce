//! `POST /api/v1/attention/{id}/resolve`

use harness::{Need, json};

use crate::callbacks::sending::patient;

use super::{number, paid_twice};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_written_down_once() {
    let Some(shop) = patient(&[Need::Statements]).await else {
        return;
    };
    let admin = shop.admin();
    let id = number(&shop, &paid_twice(&shop).await).await;
    let path = format!("/api/v1/attention/{id}/resolve");
    let done = json!({ "resolution": "Refunded at the provider" }).to_string();
    let keyed = admin.with("idempotency-key", "k");

    let (answer, statements) = shop.statements_of(keyed.post(&path, done.clone())).await;
    let resolved = answer.ok();
    assert_eq!(statements.len(), 1);
    assert_eq!(resolved["resolved_by"], "admin:test-admin");
    assert_eq!(resolved["resolution"], "Refunded at the provider");
    assert!(resolved["resolved_at"].is_string());

    // The same request gets the same answer; another one is too late.
    assert_eq!(keyed.post(&path, done.clone()).await.ok(), resolved);
    let other = json!({ "resolution": "Ignored" }).to_string();
    keyed
        .post(&path, other.clone())
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    let late = admin
        .post(&path, other)
        .await
        .refused(409, "ATTENTION_RESOLVED");
    assert_eq!(late["details"][0]["resolution"], "Refunded at the provider");
    let row = shop
        .row("select resolution, resolved_by from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(
        row,
        json!({ "resolution": "Refunded at the provider", "resolved_by": "admin:test-admin" })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_cause_does_not_call_again() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = paid_twice(&shop).await;
    let id = number(&shop, &order).await;
    let done = json!({ "resolution": "Refunded" }).to_string();
    shop.admin()
        .post(&format!("/api/v1/attention/{id}/resolve"), done)
        .await
        .ok();

    shop.run(&format!(
        "select spindle.open_attention(tenant_id, order_id, reason, detail, proposal)
           from spindle.attention where attention_id = {id}"
    ))
    .await;

    let called = shop
        .rows("select from spindle.attention where tenant_id = $tenant")
        .await;
    assert_eq!(called.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_admin_of_the_shop_resolves_and_only_with_words() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let id = number(&shop, &paid_twice(&shop).await).await;
    let path = format!("/api/v1/attention/{id}/resolve");
    let done = json!({ "resolution": "Refunded" }).to_string();
    let other = shop.another_tenant().await;

    shop.customer()
        .post(&path, done.clone())
        .await
        .refused(403, "FORBIDDEN");
    shop.visitor()
        .post(&path, done.clone())
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.admin_of(&other)
        .post(&path, done.clone())
        .await
        .refused(404, "NOT_FOUND");
    shop.admin()
        .post("/api/v1/attention/x/resolve", done.clone())
        .await
        .refused(422, "VALIDATION_FAILED");
    for bad in [
        json!(""),
        json!(" "),
        json!(7),
        json!(null),
        json!("x".repeat(1001)),
        json!("\u{0}"),
    ] {
        let body = json!({ "resolution": bad }).to_string();
        let error = shop
            .admin()
            .post(&path, body)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], "resolution", "{bad}");
    }
    shop.admin()
        .post(&path, "{")
        .await
        .refused(400, "MALFORMED_JSON");
    let open = shop
        .rows("select from spindle.attention where tenant_id = $tenant and resolved_at is null")
        .await;
    assert_eq!(open.len(), 1);
}
