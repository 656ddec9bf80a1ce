//! `POST /api/v1/products`

use harness::{MUG, Need, Shop, Value, json};

/// A product that uses every field.
pub fn jacket() -> Value {
    json!({
        "name": "Jacket", "description": "Keeps the rain out.", "categories": ["clothing", "outdoor"],
        "attributes": { "material": "nylon", "layers": 3 }, "tax_class": "standard", "status": "active",
        "variants": [
            { "sku": "JACKET-M", "name": "Medium", "attributes": { "size": "M" }, "weight_grams": 650 },
            { "sku": "JACKET-L", "name": "Large", "weight_grams": 700, "status": "inactive" }
        ]
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_makes_a_product_that_everybody_sees() {
    let shop = Shop::open().await;

    let answer = shop
        .admin()
        .post("/api/v1/products", jacket().to_string())
        .await;

    let location = answer.header("location").to_owned();
    assert_eq!(answer.header("etag"), "\"1\"");
    let product = answer.created();
    assert_eq!(product["name"], "Jacket");
    assert_eq!(product["variants"].as_array().unwrap().len(), 2);
    let shown = shop.visitor().get(&location).await.ok();
    assert_eq!(shown["id"], product["id"]);
    assert_eq!(shown["categories"], json!(["clothing", "outdoor"]));
    assert_eq!(
        shown["attributes"],
        json!({ "material": "nylon", "layers": 3 })
    );
    // The large one is not for sale: customers do not see it.
    let variant = &shown["variants"][0];
    assert_eq!(shown["variants"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&variant["sku"], &variant["weight_grams"], &variant["price"]),
        (&json!("JACKET-M"), &json!(650), &Value::Null)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_makes_no_second_product() {
    let shop = Shop::open().await;
    let admin = shop.admin().with("idempotency-key", "jacket");

    let first = admin
        .post("/api/v1/products", jacket().to_string())
        .await
        .created();
    let second = admin
        .post("/api/v1/products", jacket().to_string())
        .await
        .created();
    let other = jacket().to_string().replace("Jacket", "Coat");
    let reused = admin.post("/api/v1/products", other).await;

    assert_eq!(first, second);
    reused.refused(422, "IDEMPOTENCY_KEY_REUSED");
    let made = shop
        .row("select count(*) from spindle.products where tenant_id = $tenant and name = 'Jacket'")
        .await;
    assert_eq!(made["count"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sku_names_one_thing() {
    let shop = Shop::open().await;
    let mut product = jacket();
    product["variants"][1]["sku"] = json!(MUG);

    let taken = shop
        .admin()
        .post("/api/v1/products", product.to_string())
        .await;
    let error = taken.refused(409, "SKU_TAKEN");
    assert_eq!(error["details"], json!([{ "sku": "MUG" }]));

    product["variants"][1]["sku"] = json!("JACKET-M");
    let twice = shop
        .admin()
        .post("/api/v1/products", product.to_string())
        .await;
    let error = twice.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "variants[1].sku");
    let made = shop
        .row("select count(*) from spindle.products where tenant_id = $tenant")
        .await;
    assert_eq!(made["count"], 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_admins_cannot_both_have_a_sku() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let admin = shop.admin();

    // Both are past reading and wait for the tenant's row, on which their products depend.
    let lock = shop
        .lock("select from spindle.tenants where tenant_id = $tenant for update")
        .await;
    let (answers, ()) = tokio::join!(
        async {
            tokio::join!(
                admin.post("/api/v1/products", jacket().to_string()),
                admin.post("/api/v1/products", jacket().to_string())
            )
        },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_of_the_shop_make_products() {
    let shop = Shop::open().await;

    let customer = shop.customer();
    let answer = customer.post("/api/v1/products", jacket().to_string());
    answer.await.refused(403, "FORBIDDEN");
    let nowhere = shop.admin_of("no-such-shop");
    nowhere
        .post("/api/v1/products", jacket().to_string())
        .await
        .refused(404, "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_has_its_bounds() {
    let shop = Shop::open().await;
    let long = |length: usize| json!("x".repeat(length));
    let many = |count: usize| json!((0..count).map(|n| n.to_string()).collect::<Vec<_>>());
    let variants: Vec<Value> = (0..101).map(|n| json!({ "sku": n.to_string() })).collect();

    for (pointer, value, field) in [
        ("/name", long(0), "name"),
        ("/name", long(201), "name"),
        ("/description", long(10_001), "description"),
        ("/categories", many(51), "categories"),
        ("/categories", json!(["a", "a"]), "categories[1]"),
        ("/categories", json!(["a|b"]), "categories[0]"),
        ("/categories/0", long(101), "categories[0]"),
        ("/attributes", json!([]), "attributes"),
        ("/attributes", json!({ "text": long(8_001) }), "attributes"),
        ("/attributes", json!({ "list": many(500) }), "attributes"),
        (
            "/attributes",
            json!({ "deep": [{ "zero": "\u{0}" }] }),
            "attributes",
        ),
        ("/tax_class", json!("Standard"), "tax_class"),
        ("/status", json!("sold"), "status"),
        ("/variants", json!([]), "variants"),
        ("/variants", json!(variants), "variants"),
        ("/variants/0/sku", json!(" M"), "variants[0].sku"),
        ("/variants/0/name", long(201), "variants[0].name"),
        (
            "/variants/0/weight_grams",
            json!(-1),
            "variants[0].weight_grams",
        ),
        (
            "/variants/0/weight_grams",
            json!(100_000_001),
            "variants[0].weight_grams",
        ),
        ("/variants/1/status", json!("draft"), "variants[1].status"),
    ] {
        let mut product = jacket();
        *product.pointer_mut(pointer).unwrap() = value;
        let answer = shop
            .admin()
            .post("/api/v1/products", product.to_string())
            .await;
        let error = answer.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{pointer}: {error}");
    }
    let made = shop
        .row("select count(*) from spindle.products where tenant_id = $tenant")
        .await;
    assert_eq!(made["count"], 3);
}
