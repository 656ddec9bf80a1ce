//! `POST /api/v1/imports`

use harness::{Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_import_waits_for_rows() {
    let shop = Shop::open().await;
    let admin = shop.admin().with("idempotency-key", "spring");

    let first = admin.post("/api/v1/imports", "{}").await;
    let location = first.header("location").to_owned();
    let first = first.created();
    let second = admin.post("/api/v1/imports", "{}").await.created();

    assert_eq!(first, second);
    assert_eq!(
        (&first["status"], &first["row_count"]),
        (&json!("open"), &json!(0))
    );
    assert_eq!(first["actor"], "test-admin");
    assert_eq!(shop.admin().get(&location).await.ok(), first);
    shop.customer()
        .post("/api/v1/imports", "{}")
        .await
        .refused(403, "FORBIDDEN");
    let nowhere = shop
        .admin_of("no-such-shop")
        .post("/api/v1/imports", "{}")
        .await;
    nowhere.refused(404, "NOT_FOUND");
    let odd = shop
        .admin()
        .post("/api/v1/imports", r#"{"file": "x"}"#)
        .await;
    odd.refused(422, "VALIDATION_FAILED");
}
