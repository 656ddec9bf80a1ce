//! `PUT /api/v1/products/{id}/variants/{sku}`

use harness::{Shop, Uuid, json};

const VARIANTS: &str = "/api/v1/products/00000000-0000-4000-8000-000000000002/variants";

#[tokio::test(flavor = "multi_thread")]
async fn a_variant_is_added_and_written_again() {
    let shop = Shop::open().await;
    let path = format!("{VARIANTS}/SHIRT%20XL%2Fred");

    let added = shop
        .admin()
        .put(&path, r#"{"name": "XL", "weight_grams": 210}"#)
        .await;
    let again = shop
        .admin()
        .put(&path, r#"{"name": "Extra large", "attributes": {"a": 1}}"#)
        .await;

    let added = added.ok();
    let of = |product: &harness::Value| {
        let variants = product["variants"].as_array().unwrap();
        variants
            .iter()
            .find(|v| v["sku"] == "SHIRT XL/red")
            .unwrap()
            .clone()
    };
    assert_eq!(
        (&of(&added)["name"], &of(&added)["weight_grams"]),
        (&json!("XL"), &json!(210))
    );
    let again = again.ok();
    assert_eq!(again["version"], 3);
    assert_eq!(of(&again)["id"], of(&added)["id"]);
    assert_eq!(
        (&of(&again)["name"], &of(&again)["weight_grams"]),
        (&json!("Extra large"), &json!(0))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_added_says_why() {
    let shop = Shop::open().await;
    let good = r#"{"name": ""}"#;
    let missing = format!("/api/v1/products/{}/variants/X", Uuid::new_v4());
    let path = format!("{VARIANTS}/SHIRT-M");

    shop.admin()
        .put(&missing, good)
        .await
        .refused(404, "NOT_FOUND");
    let taken = shop.admin().put(&format!("{VARIANTS}/MUG"), good).await;
    taken.refused(409, "SKU_TAKEN");
    let stale = shop
        .admin()
        .with("if-match", "\"7\"")
        .put(&path, good)
        .await;
    stale.refused(412, "STALE_VERSION");
    shop.customer()
        .put(&path, good)
        .await
        .refused(403, "FORBIDDEN");
    let error = shop.admin().put(&format!("{VARIANTS}/%20"), good).await;
    error.refused(422, "VALIDATION_FAILED");
    let error = shop
        .admin()
        .put(&path, r#"{"name": "", "weight_grams": 1.5}"#)
        .await;
    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "weight_grams");

    shop.run(
        "insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
         select $tenant, 'MANY-' || n, gen_random_uuid(), '00000000-0000-4000-8000-000000000002', ''
           from generate_series(1, 98) n",
    )
    .await;
    let full = shop
        .admin()
        .put(&format!("{VARIANTS}/ONE-MORE"), good)
        .await;
    full.refused(422, "TOO_MANY_VARIANTS");
    shop.admin().put(&path, good).await.ok();
}
