//! `PUT /api/v1/customers/{id}`

use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_next_look_at_a_cart_knows_the_new_level() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    shop.run(
        "insert into spindle.prices (tenant_id, sku, price_id, currency, vip_level, amount_minor)
         values ($tenant, 'MUG', gen_random_uuid(), 'USD', 'gold', 1000)",
    )
    .await;
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    assert_eq!(customer.get(&cart).await.ok()["subtotal"], json!(25.0));

    let path = format!("/api/v1/customers/{}", customer.id);
    let body = json!({ "vip_level": "gold", "segments": ["staff", "early", "staff"] });
    let set = shop.admin().put(&path, body.to_string()).await.ok();

    assert_eq!(set["segments"], json!(["early", "staff"]));
    assert_eq!(customer.get(&cart).await.ok()["subtotal"], json!(20.0));

    shop.admin().put(&path, "{}").await.ok();
    assert_eq!(customer.get(&cart).await.ok()["subtotal"], json!(25.0));
    let row = shop
        .row("select vip_level, segments from spindle.customers where tenant_id = $tenant")
        .await;
    assert_eq!(row["vip_level"], json!(null));
    assert_eq!(row["segments"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_set_levels_and_only_good_ones() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = format!("/api/v1/customers/{}", customer.id);
    let many: Vec<String> = (0..51).map(|n| format!("s{n}")).collect();

    customer
        .put(&path, r#"{"vip_level": "gold"}"#)
        .await
        .refused(403, "FORBIDDEN");
    for (body, field) in [
        (json!({ "vip_level": "Gold" }), "vip_level"),
        (json!({ "segments": ["a b"] }), "segments[0]"),
        (json!({ "segments": many }), "segments"),
    ] {
        let error = shop
            .admin()
            .put(&path, body.to_string())
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field);
    }
    assert_eq!(
        shop.rows("select from spindle.customers where tenant_id = $tenant")
            .await
            .len(),
        0
    );
}
