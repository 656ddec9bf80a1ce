//! `GET /api/v1/products`

use harness::{Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_look_around_page_by_page() {
    let shop = Shop::open().await;
    let visitor = shop.visitor();

    let mut names = Vec::new();
    let mut path = "/api/v1/products?limit=2".to_owned();
    loop {
        let page = visitor.get(&path).await.ok();
        for product in page["products"].as_array().unwrap() {
            names.push(product["name"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = format!("/api/v1/products?limit=2&after={next}");
    }

    assert_eq!(names, ["Mug", "Shirt", "Stove"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_has_bounds() {
    let shop = Shop::open().await;

    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("after=x", "after"),
    ] {
        let error = shop
            .visitor()
            .get(&format!("/api/v1/products?{query}"))
            .await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{query}: {error}");
    }
}

async fn names(person: harness::Person, query: &str) -> Vec<String> {
    let page = person.get(&format!("/api/v1/products?{query}")).await.ok();
    let products = page["products"].as_array().unwrap().clone();
    let name = |product: harness::Value| product["name"].as_str().unwrap().to_owned();
    products.into_iter().map(name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_can_be_narrowed() {
    let shop = Shop::open().await;
    let visitor = || shop.visitor();
    shop.run(
        "update spindle.products set name = 'Mug 100%' where tenant_id = $tenant and name = 'Mug'",
    )
    .await;

    assert_eq!(
        names(visitor(), "category=kitchen").await,
        ["Mug 100%", "Stove"]
    );
    assert_eq!(names(visitor(), "q=SHI").await, ["Shirt"]);
    assert_eq!(names(visitor(), "q=SHIRT-").await, ["Shirt"]);
    // No pattern: a per cent sign is one.
    assert_eq!(names(visitor(), "q=%25").await, [""; 0]);
    assert_eq!(names(visitor(), "q=100+MU").await, ["Mug 100%"]);
    assert_eq!(names(visitor(), "q=mug+stove").await, [""; 0]);
    assert_eq!(names(visitor(), "category=kitchen&q=sto").await, ["Stove"]);
    assert_eq!(names(visitor(), "category=none").await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_see_what_is_not_for_sale() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.products set status = 'draft' where tenant_id = $tenant and name = 'Mug'",
    )
    .await;

    assert_eq!(names(shop.visitor(), "").await, ["Shirt", "Stove"]);
    assert_eq!(names(shop.admin(), "status=draft").await, ["Mug"]);
    let customer = shop.customer().get("/api/v1/products?status=draft").await;
    customer.refused(403, "FORBIDDEN");
    let error = shop.admin().get("/api/v1/products?status=gone").await;
    let error = error.refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], json!("status"));
}
