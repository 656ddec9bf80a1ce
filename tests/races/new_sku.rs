//! A file and a form that both bring a sku that nobody had.

use harness::{Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_import_waits_for_the_product_that_is_being_made() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let import = staged(&shop).await;

    // Nobody sees the product yet; the import gets as far as the lock.
    let lock = shop.lock("select").await;
    lock.run(&format!(
        r#"select spindle.create_product('{}', null, '{{
             "name": "Ant", "description": "", "categories": [], "attributes": {{}}, "tax_class": "standard",
             "status": "active", "variants": [{{"sku": "A", "name": "", "attributes": {{}}, "weight_grams": 0, "status": "active"}}]}}')"#,
        shop.tenant
    ))
    .await;
    let admin = shop.admin();
    let (applied, ()) = tokio::join!(admin.post(&import, ""), async {
        shop.until_waiting(1).await;
        lock.commit().await;
    });

    assert_eq!(applied.ok()["status"], "applied");
    let made = shop.row(MADE).await;
    assert_eq!(
        (&made["products"], &made["name"]),
        (&json!(1), &json!("Anteater"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_waits_for_the_import_that_makes_its_sku() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let import = staged(&shop).await;
    let import = import.split('/').nth(4).unwrap();

    let lock = shop.lock("select").await;
    lock.run(&format!(
        "select spindle.apply_import('{}', '{import}')",
        shop.tenant
    ))
    .await;
    let admin = shop.admin();
    let product = r#"{"name": "Ant", "variants": [{"sku": "A"}]}"#;
    let (created, ()) = tokio::join!(admin.post("/api/v1/products", product), async {
        shop.until_waiting(1).await;
        lock.commit().await;
    });

    created.refused(409, "SKU_TAKEN");
    let made = shop.row(MADE).await;
    assert_eq!(
        (&made["products"], &made["name"]),
        (&json!(1), &json!("Anteater"))
    );
}

const MADE: &str = "select count(*) as products, min(p.name) as name
  from spindle.products p join spindle.variants v using (tenant_id, product_id)
 where p.tenant_id = $tenant and v.sku = 'A'";

/// The path that applies an import of the sku A.
async fn staged(shop: &Shop) -> String {
    let import = shop.admin().post("/api/v1/imports", "{}").await.created();
    let import = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    let csv = shop.admin().with("content-type", "text/csv");
    csv.post(&format!("{import}/rows"), "sku,product_name\nA,Anteater\n")
        .await
        .ok();
    format!("{import}/apply")
}
