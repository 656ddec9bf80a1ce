//! `PUT /api/v1/warehouses/{code}`

use harness::{MUG, Shop, json};

const MAIN: &str = "/api/v1/warehouses/MAIN";

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_warehouse_serves_nobody() {
    let shop = Shop::open().await;
    let closed = json!({ "name": "Closed", "country": "US", "status": "inactive" }).to_string();

    let warehouse = shop.admin().put(MAIN, closed).await.ok();

    assert_eq!(
        (&warehouse["status"], &warehouse["priority"]),
        (&json!("inactive"), &json!(100))
    );
    let wish = json!({ "items": [{ "sku": MUG, "quantity": 1 }] }).to_string();
    let answer = shop
        .visitor()
        .post("/api/v1/availability/check", wish)
        .await
        .ok();
    assert_eq!(answer["items"][0]["available_quantity"], 0);
    let kept = shop.admin().get("/api/v1/stock?sku=MUG").await.ok();
    assert_eq!(kept["stock"][0]["on_hand"], 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_has_its_bounds() {
    let shop = Shop::open().await;
    let good =
        json!({ "name": "Main", "country": "US", "region": "", "priority": 1, "markup": 0.05 });

    for (field, value) in [
        ("name", json!("")),
        ("name", json!("x".repeat(201))),
        ("country", json!("USA")),
        ("region", json!("x".repeat(101))),
        ("priority", json!(-1)),
        ("priority", json!(1_000_001)),
        ("markup", json!(-1)),
        ("markup", json!("10")),
        ("markup", json!("0.0000001")),
        ("markup", json!("much")),
        ("status", json!("draft")),
    ] {
        let mut place = good.clone();
        place[field] = value.clone();
        let error = shop.admin().put(MAIN, place.to_string()).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{value}: {error}");
    }
    let code = shop
        .admin()
        .put("/api/v1/warehouses/main", good.to_string())
        .await;
    code.refused(422, "VALIDATION_FAILED");
    shop.customer()
        .put(MAIN, good.to_string())
        .await
        .refused(403, "FORBIDDEN");
    let nowhere = shop
        .admin_of("no-such-shop")
        .put(MAIN, good.to_string())
        .await;
    nowhere.refused(404, "NOT_FOUND");
    let name = shop
        .row("select name from spindle.warehouses where tenant_id = $tenant")
        .await;
    assert_eq!(name["name"], "The only one");
    assert_eq!(
        shop.admin().put(MAIN, good.to_string()).await.ok()["markup"],
        "0.05"
    );
}
