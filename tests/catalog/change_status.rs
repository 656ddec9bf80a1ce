//! `PATCH /api/v1/products/{id}`

use harness::{Shop, Uuid, json};

const SHIRT: &str = "/api/v1/products/00000000-0000-4000-8000-000000000002";

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_seen_by_admins_only() {
    let shop = Shop::open().await;

    let product = shop
        .admin()
        .patch(SHIRT, r#"{"status": "draft"}"#)
        .await
        .ok();

    assert_eq!(
        (&product["status"], &product["version"]),
        (&json!("draft"), &json!(2))
    );
    shop.visitor().get(SHIRT).await.refused(404, "NOT_FOUND");
    shop.customer().get(SHIRT).await.refused(404, "NOT_FOUND");
    assert_eq!(shop.admin().get(SHIRT).await.ok()["status"], "draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_changed_says_why() {
    let shop = Shop::open().await;
    let draft = r#"{"status": "draft"}"#;
    let missing = format!("/api/v1/products/{}", Uuid::new_v4());

    shop.admin()
        .patch(&missing, draft)
        .await
        .refused(404, "NOT_FOUND");
    let stale = shop
        .admin()
        .with("if-match", "\"7\"")
        .patch(SHIRT, draft)
        .await;
    stale.refused(412, "STALE_VERSION");
    shop.customer()
        .patch(SHIRT, draft)
        .await
        .refused(403, "FORBIDDEN");
    let error = shop.admin().patch(SHIRT, r#"{"status": "gone"}"#).await;
    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "status");
    assert_eq!(shop.admin().get(SHIRT).await.ok()["version"], 1);
}
