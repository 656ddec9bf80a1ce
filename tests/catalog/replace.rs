//! `PUT /api/v1/products/{id}`

use harness::{PRODUCT_SHIRT, Shop, json};

const SHIRT: &str = "/api/v1/products/00000000-0000-4000-8000-000000000002";

#[tokio::test(flavor = "multi_thread")]
async fn a_product_is_written_whole() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let version = admin.get(SHIRT).await.header("etag").to_owned();
    let written = json!({
        "name": "Wool Shirt", "categories": ["wool"],
        "variants": [{ "sku": "SHIRT-M", "name": "M" }, { "sku": "SHIRT-XL", "name": "XL" }]
    });

    let answer = admin
        .with("if-match", &version)
        .put(SHIRT, written.to_string())
        .await;

    assert_eq!(answer.header("etag"), "\"2\"");
    let product = answer.ok();
    assert_eq!(
        (&product["description"], &product["version"]),
        (&json!(""), &json!(2))
    );
    let statuses: Vec<_> = product["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (v["sku"].as_str().unwrap(), v["status"].as_str().unwrap()))
        .collect();
    // The large one is not in it any more; orders and stock still know it.
    assert_eq!(
        statuses,
        [
            ("SHIRT-L", "inactive"),
            ("SHIRT-M", "active"),
            ("SHIRT-XL", "active")
        ]
    );
    let kept = shop
        .row(
            "select variant_id from spindle.variants where tenant_id = $tenant and sku = 'SHIRT-M'",
        )
        .await;
    assert_eq!(kept["variant_id"], "00000000-0000-4000-8000-000000000102");
    let sold = json!({ "sku": "SHIRT-L", "quantity": 1 }).to_string();
    let cart = shop.customer().cart_with(&[]).await;
    let refused = shop.customer().post(&format!("{cart}/items"), sold).await;
    assert!(!refused.status.is_success());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_admins_who_read_the_same_the_second_reads_again() {
    let shop = Shop::open().await;
    let admin = shop.admin().with("if-match", "\"1\"");
    let written = json!({ "name": "Wool", "variants": [{ "sku": "SHIRT-M" }] }).to_string();

    admin.put(SHIRT, written.clone()).await.ok();
    let late = admin.put(SHIRT, written.replace("Wool", "Silk")).await;

    late.refused(412, "STALE_VERSION");
    let product = shop.admin().get(SHIRT).await.ok();
    assert_eq!(
        (&product["name"], &product["version"]),
        (&json!("Wool"), &json!(2))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_replaced_says_why() {
    let shop = Shop::open().await;
    let any = shop.admin().with("if-match", "*");
    let good = json!({ "name": "Wool", "variants": [{ "sku": "SHIRT-M" }] }).to_string();
    let taken = json!({ "name": "Wool", "variants": [{ "sku": "MUG" }] }).to_string();
    let missing = format!("/api/v1/products/{}", harness::Uuid::new_v4());

    let blind = shop.admin().put(SHIRT, good.clone()).await;
    blind.refused(428, "PRECONDITION_REQUIRED");
    any.put(SHIRT, taken).await.refused(409, "SKU_TAKEN");
    any.put(&missing, good.clone())
        .await
        .refused(404, "NOT_FOUND");
    let stranger = shop
        .admin_of(&shop.another_tenant().await)
        .with("if-match", "*");
    let theirs = stranger.put(SHIRT, good.replace("SHIRT-M", "X")).await;
    theirs.ok();
    let customer = shop.customer().with("if-match", "*");
    customer.put(SHIRT, good).await.refused(403, "FORBIDDEN");
    let ours = shop
        .row(&format!(
            "select name, version from spindle.products where tenant_id = $tenant and product_id = '{PRODUCT_SHIRT}'"
        ))
        .await;
    assert_eq!(ours, json!({ "name": "Shirt", "version": 1 }));
}
