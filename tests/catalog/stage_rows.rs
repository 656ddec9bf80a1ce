//! `POST /api/v1/imports/{id}/rows`

use harness::{Shop, Uuid, json};

/// An open import of this shop.
pub async fn open_import(shop: &Shop) -> String {
    let import = shop.admin().post("/api/v1/imports", "{}").await.created();
    format!("/api/v1/imports/{}", import["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_come_in_parts_of_either_kind() {
    let shop = Shop::open().await;
    let rows = format!("{}/rows", open_import(&shop).await);
    let csv = shop.admin().with("content-type", "text/csv; charset=utf-8");
    let lines = shop.admin().with("content-type", "application/x-ndjson");

    let first = csv
        .post(&rows, "sku,product_name\nA,Ant\nB,Bee\n")
        .await
        .ok();
    let second = lines
        .post(&rows, r#"{"sku": "C", "product_name": "Cat"}"#)
        .await
        .ok();
    let once = lines.with("idempotency-key", "part-3");
    let third = once
        .post(&rows, r#"{"sku": "D", "product_name": "Dog"}"#)
        .await
        .ok();
    let again = once
        .post(&rows, r#"{"sku": "D", "product_name": "Dog"}"#)
        .await
        .ok();

    assert_eq!(first, json!({ "row_count": 2 }));
    assert_eq!(second, json!({ "row_count": 3 }));
    assert_eq!(
        (third, again),
        (json!({ "row_count": 4 }), json!({ "row_count": 4 }))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_staged_says_why() {
    let shop = Shop::open().await;
    let import = open_import(&shop).await;
    let rows = format!("{import}/rows");
    let csv = shop.admin().with("content-type", "text/csv");

    for (text, field) in [
        ("", "rows"),
        ("sku\n", "rows"),
        ("sku,sku\nA,B\n", "rows[0]"),
        ("sku,status\nA,active\nB\n", "rows[2]"),
        ("sku,colour\nA,red\n", "columns"),
    ] {
        let error = csv
            .post(&rows, text)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{text:?}: {error}");
    }
    let json = shop.admin().post(&rows, r#"{"sku": "A"}"#).await;
    json.refused(415, "UNSUPPORTED_MEDIA_TYPE");
    let large = format!("sku\n{}\n", "x".repeat(256 * 1024));
    csv.post(&rows, large)
        .await
        .refused(413, "PAYLOAD_TOO_LARGE");
    let missing = format!("/api/v1/imports/{}/rows", Uuid::new_v4());
    csv.post(&missing, "sku\nA\n")
        .await
        .refused(404, "NOT_FOUND");
    let stranger = shop
        .admin_of(&shop.another_tenant().await)
        .with("content-type", "text/csv");
    stranger
        .post(&rows, "sku\nA\n")
        .await
        .refused(404, "NOT_FOUND");
    let customer = shop.customer().with("content-type", "text/csv");
    customer
        .post(&rows, "sku\nA\n")
        .await
        .refused(403, "FORBIDDEN");
    assert_eq!(shop.admin().get(&import).await.ok()["row_count"], 0);
    shop.run("update spindle.imports set row_count = 500000 where tenant_id = $tenant")
        .await;
    let error = csv
        .post(&rows, "sku\nA\n")
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "rows");
    shop.run("update spindle.imports set status = 'failed' where tenant_id = $tenant")
        .await;
    csv.post(&rows, "sku\nA\n")
        .await
        .refused(409, "IMPORT_CLOSED");
}
