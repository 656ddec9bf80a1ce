//! `GET /api/v1/stock/movements`

use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_tells_the_story_backwards() {
    let shop = Shop::open().await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = shop.customer().order_of(&[(MUG, 2)], cash).await.created();

    let mut kinds = Vec::new();
    let mut path = "/api/v1/stock/movements?sku=MUG&limit=2".to_owned();
    loop {
        let page = shop.admin().get(&path).await.ok();
        for movement in page["movements"].as_array().unwrap() {
            let kind = movement["kind"].as_str().unwrap().to_owned();
            kinds.push((kind, movement["order_id"].clone()));
        }
        let Some(next) = page["next"].as_i64() else {
            break;
        };
        path = format!("/api/v1/stock/movements?sku=MUG&limit=2&after={next}");
    }

    let id = order["id"].clone();
    assert_eq!(
        kinds,
        [
            ("commit".to_owned(), id.clone()),
            ("reserve".to_owned(), id),
            ("receive".to_owned(), json!(null)),
        ]
    );
    let elsewhere = shop
        .admin()
        .get("/api/v1/stock/movements?sku=MUG&warehouse=EAST")
        .await;
    assert_eq!(elsewhere.ok(), json!({ "movements": [], "next": null }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_is_of_one_sku_and_for_admins() {
    let shop = Shop::open().await;

    for (query, field) in [
        ("", "sku"),
        ("sku=MUG&after=0", "after"),
        ("sku=MUG&limit=101", "limit"),
        ("sku=MUG&warehouse=x", "warehouse"),
    ] {
        let error = shop
            .admin()
            .get(&format!("/api/v1/stock/movements?{query}"))
            .await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{query}: {error}");
    }
    let path = "/api/v1/stock/movements?sku=MUG";
    shop.customer().get(path).await.refused(403, "FORBIDDEN");
    let nowhere = shop.admin_of("no-such-shop").get(path).await.ok();
    assert_eq!(nowhere["movements"], json!([]));
}
