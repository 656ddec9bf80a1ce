//! `GET /api/v1/stock`

use harness::{Shop, json};

use crate::races::books;

async fn places(shop: &Shop, query: &str) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = shop
            .admin()
            .get(&format!("/api/v1/stock?limit=2&{query}{after}"))
            .await
            .ok();
        for stock in page["stock"].as_array().unwrap() {
            let place = [&stock["sku"], &stock["warehouse"]].map(|v| v.as_str().unwrap());
            all.push(place.join("@"));
        }
        let Some(next) = page["next"].as_str() else {
            return all;
        };
        after = format!("&after={next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_is_listed_page_by_page_and_by_what_is_asked() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    let low = r#"{"threshold": 3}"#;
    shop.admin().put("/api/v1/stock/LAMP/MAIN", low).await.ok();

    let all = places(&shop, "").await;
    assert_eq!(
        all,
        [
            "LAMP@EAST",
            "LAMP@MAIN",
            "MUG@MAIN",
            "SHIRT-L@MAIN",
            "SHIRT-M@MAIN",
            "STOVE@MAIN"
        ]
    );
    assert_eq!(places(&shop, "sku=LAMP").await, ["LAMP@EAST", "LAMP@MAIN"]);
    assert_eq!(places(&shop, "warehouse=EAST").await, ["LAMP@EAST"]);
    // Three lamps are at the threshold of three; two in the east are above none.
    assert_eq!(places(&shop, "low=true").await, ["LAMP@MAIN"]);
    let lamp = shop
        .admin()
        .get("/api/v1/stock?sku=LAMP&warehouse=MAIN")
        .await
        .ok();
    assert_eq!(
        lamp["stock"][0],
        json!({ "sku": "LAMP", "warehouse": "MAIN", "on_hand": 3, "reserved": 0, "available": 3,
                "threshold": 3, "low_stock": true })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_by_its_field() {
    let shop = Shop::open().await;

    for (query, field) in [
        ("after=MUG", "after"),
        ("after=main/MUG", "after"),
        ("low=maybe", "low"),
        ("warehouse=x", "warehouse"),
        ("limit=0", "limit"),
    ] {
        let error = shop.admin().get(&format!("/api/v1/stock?{query}")).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{query}: {error}");
    }
    shop.customer()
        .get("/api/v1/stock")
        .await
        .refused(403, "FORBIDDEN");
    let nowhere = shop
        .admin_of("no-such-shop")
        .get("/api/v1/stock")
        .await
        .ok();
    assert_eq!(nowhere, json!({ "stock": [], "next": null }));
}
