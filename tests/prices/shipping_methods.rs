//! `GET /api/v1/shipping-methods`, `PUT` and `DELETE /api/v1/shipping-methods/{code}`

use harness::{Shop, Value, json};

fn by_weight() -> Value {
    json!({
        "name": "Parcel", "kind": "weight", "currency": "USD", "free_from": "100.00", "position": 5,
        "rates": [
            { "amount": 20 },
            { "country": "US", "amount": 4 },
            { "country": "US", "from_grams": 1000, "amount": "7.5" },
            { "country": "US", "from_grams": 5000 },
            { "country": "US", "region": "HI", "amount": 15 },
        ],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_is_set_listed_and_removed() {
    let shop = Shop::open().await;
    let (admin, path) = (shop.admin(), "/api/v1/shipping-methods/PARCEL");

    let set = admin.put(path, by_weight().to_string()).await;
    assert!(
        set.text.contains(r#""from_grams":1000,"amount":7.50"#),
        "{}",
        set.text
    );
    let set = set.ok();
    assert_eq!(set["free_from"], json!(100.0));
    assert_eq!(
        admin.put(path, by_weight().to_string()).await.ok(),
        set,
        "again"
    );

    let codes = async |who: harness::Person| -> Vec<String> {
        let listed = who.get("/api/v1/shipping-methods").await.ok();
        let methods = listed["shipping_methods"].as_array().unwrap().clone();
        methods
            .iter()
            .map(|method| method["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        codes(shop.visitor()).await,
        ["PICKUP", "STANDARD", "PARCEL"]
    );

    assert_eq!(admin.delete(path).await.status.as_u16(), 204);
    assert_eq!(admin.delete(path).await.status.as_u16(), 204, "again");
    assert_eq!(codes(shop.visitor()).await, ["PICKUP", "STANDARD"]);
    assert_eq!(codes(admin.clone()).await, ["PICKUP", "STANDARD", "PARCEL"]);
    let quote = json!({ "items": [{ "sku": "MUG", "quantity": 1 }], "shipping_method": "PARCEL" })
        .to_string();
    let error = shop
        .visitor()
        .post("/api/v1/pricing/quote", quote)
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "shipping_method");

    admin
        .delete("/api/v1/shipping-methods/NOPE")
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .put(path, by_weight().to_string())
        .await
        .refused(403, "FORBIDDEN");
    shop.visitor()
        .delete(path)
        .await
        .refused(401, "UNAUTHENTICATED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_makes_no_sense_is_refused() {
    let shop = Shop::open().await;
    let with = |pointer: &str, value: Value| {
        let mut method = by_weight();
        *method.pointer_mut(pointer).unwrap() = value;
        method
    };
    for (method, field) in [
        (with("/kind", json!("drone")), "kind"),
        (with("/currency", json!("EUR")), "currency"),
        (with("/free_from", json!(1.001)), "free_from"),
        (
            with("/rates/0", json!({ "region": "NY", "amount": 1 })),
            "rates[0].country",
        ),
        (
            with("/rates/1", json!({ "country": "U", "amount": 1 })),
            "rates[1].country",
        ),
        (with("/rates/1", json!({ "amount": -1 })), "rates[1].amount"),
        (
            with("/rates/1", json!({ "from_subtotal": 1, "amount": 1 })),
            "rates[1].from_subtotal",
        ),
        (with("/rates/1", json!({ "amount": 1 })), "rates[1]"),
        (with("/kind", json!("flat")), "rates[2].from_grams"),
        (with("/kind", json!("pickup")), "rates"),
    ] {
        let error = shop
            .admin()
            .put("/api/v1/shipping-methods/PARCEL", method.to_string())
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{error}");
    }
    assert_eq!(
        shop.rows("select from spindle.shipping_methods where tenant_id = $tenant")
            .await
            .len(),
        2
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_has_a_hundred_methods_and_no_more() {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.shipping_methods (tenant_id, code, name)
         select $tenant, 'M' || n, 'Method' from generate_series(1, 98) n",
    )
    .await;

    shop.admin()
        .put("/api/v1/shipping-methods/PARCEL", by_weight().to_string())
        .await
        .refused(422, "TOO_MANY_SHIPPING_METHODS");
    shop.admin()
        .put("/api/v1/shipping-methods/STANDARD", by_weight().to_string())
        .await
        .ok();
}
