//! `PUT /api/v1/stock/{sku}/{warehouse}`

use harness::{Shop, json};

use crate::races::books;

#[tokio::test(flavor = "multi_thread")]
async fn at_its_threshold_a_product_is_low() {
    let shop = Shop::open().await;
    let mug = "/api/v1/products/00000000-0000-4000-8000-000000000001";
    assert_eq!(
        shop.visitor().get(mug).await.ok()["variants"][0]["low_stock"],
        false
    );

    let stock = shop
        .admin()
        .put("/api/v1/stock/MUG/MAIN", r#"{"threshold": 100}"#)
        .await
        .ok();

    assert_eq!(
        (&stock["threshold"], &stock["low_stock"]),
        (&json!(100), &json!(true))
    );
    assert_eq!(
        shop.visitor().get(mug).await.ok()["variants"][0]["low_stock"],
        true
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_threshold_says_why() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    let good = r#"{"threshold": 1}"#;

    for path in ["NONE/MAIN", "MUG/NONE"] {
        let answer = shop
            .admin()
            .put(&format!("/api/v1/stock/{path}"), good)
            .await;
        answer.refused(404, "NOT_FOUND");
    }
    for (path, body) in [
        ("SET/MAIN", good),
        ("MUG/main", good),
        ("MUG/MAIN", r#"{"threshold": -1}"#),
        ("MUG/MAIN", r#"{"threshold": 1000000001}"#),
    ] {
        let answer = shop
            .admin()
            .put(&format!("/api/v1/stock/{path}"), body)
            .await;
        answer.refused(422, "VALIDATION_FAILED");
    }
    let path = "/api/v1/stock/MUG/MAIN";
    shop.customer()
        .put(path, good)
        .await
        .refused(403, "FORBIDDEN");
    let stranger = shop.admin_of("no-such-shop").put(path, good).await;
    stranger.refused(404, "NOT_FOUND");
}
