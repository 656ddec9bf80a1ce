//! `POST /api/v1/availability/check`

use harness::{MUG, Need, PRODUCT_MUG, PRODUCT_SHIRT, Shop, Value, json};

use crate::races::books;

const CHECK: &str = "/api/v1/availability/check";

#[tokio::test(flavor = "multi_thread")]
async fn what_shares_stock_is_counted_together() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    shop.run(books::LAMPS_AND_SETS).await;
    let wish = json!({ "items": [
        { "sku": "SET", "quantity": 2 },
        { "sku": "LAMP", "quantity": 2 },
        { "product_id": PRODUCT_MUG, "quantity": 98 },
        { "sku": "NONE", "quantity": 1 },
        { "product_id": PRODUCT_SHIRT, "quantity": 1 },
        { "product_id": PRODUCT_SHIRT, "variant_id": "00000000-0000-4000-8000-000000000102", "quantity": 11 },
    ] });

    let (answer, statements) = shop
        .statements_of(shop.visitor().post(CHECK, wish.to_string()))
        .await;

    assert_eq!(statements.len(), 1);
    let item =
        |sku: &str, requested: i64, available: i64, warehouse: &str, reason: Option<&str>| {
            let mut item = json!({ "sku": sku, "requested_quantity": requested,
            "available_quantity": available, "ok": reason.is_none(), "warehouse": warehouse });
            if let Some(reason) = reason {
                item["reason"] = json!(reason);
            }
            if sku.is_empty() {
                item["sku"] = Value::Null;
            }
            if warehouse.is_empty() {
                item["warehouse"] = Value::Null;
            }
            item
        };
    // Two sets and two lamps are six of five lamps; 98 mugs beside two in sets are a hundred.
    assert_eq!(
        answer.ok(),
        json!({ "ok": false, "items": [
            item("SET", 2, 2, "MAIN", Some("too_few")),
            item("LAMP", 2, 5, "MAIN", Some("too_few")),
            item(MUG, 98, 100, "MAIN", None),
            item("", 1, 0, "", Some("not_sold")),
            item("", 1, 0, "", Some("variant_required")),
            item("SHIRT-M", 11, 10, "MAIN", Some("too_few")),
        ] })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_nearest_warehouse_that_has_it_all_serves() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    shop.run(
        "update spindle.warehouses set region = 'NJ' where tenant_id = $tenant and warehouse = 'EAST';
         update spindle.warehouses set country = 'TH' where tenant_id = $tenant and warehouse = 'MAIN'",
    )
    .await;

    for (country, region, quantity, warehouse) in [
        ("US", "nj", 2, "EAST"),
        ("us", "CA", 2, "EAST"),
        ("US", "NJ", 3, "MAIN"),
        ("TH", "", 2, "MAIN"),
        // Nobody is near: by priority.
        ("FR", "", 1, "MAIN"),
        // Nobody has four: the nearest that has some.
        ("US", "NJ", 4, "EAST"),
    ] {
        let wish = json!({ "items": [{ "sku": "LAMP", "quantity": quantity }],
                           "destination": { "country": country, "region": region } });
        let answer = shop.visitor().post(CHECK, wish.to_string()).await.ok();
        assert_eq!(answer["ok"], true, "{wish}: {answer}");
        assert_eq!(
            answer["items"][0]["warehouse"], warehouse,
            "{wish}: {answer}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_has_bounds() {
    let shop = Shop::open().await;
    let one = json!({ "sku": MUG, "quantity": 1 });

    for (wish, field) in [
        (json!({ "items": [] }), "items"),
        (json!({ "items": vec![one.clone(); 201] }), "items"),
        (json!({ "items": [{ "quantity": 1 }] }), "items[0]"),
        (
            json!({ "items": [{ "sku": MUG, "product_id": PRODUCT_MUG, "quantity": 1 }] }),
            "items[0]",
        ),
        (
            json!({ "items": [{ "sku": MUG, "quantity": 0 }] }),
            "items[0].quantity",
        ),
        (
            json!({ "items": [one], "destination": { "country": "USA" } }),
            "destination.country",
        ),
    ] {
        let error = shop.visitor().post(CHECK, wish.to_string()).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{error}");
    }
    let good = json!({ "items": vec![json!({ "sku": MUG, "quantity": 1 }); 200] });
    assert_eq!(
        shop.visitor().post(CHECK, good.to_string()).await.ok()["ok"],
        false
    );
    let nowhere = shop
        .customer_of_nowhere()
        .post(CHECK, good.to_string())
        .await;
    nowhere.refused(404, "NOT_FOUND");
}
