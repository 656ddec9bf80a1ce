//! `GET /api/v1/products`

use harness::Shop;

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
