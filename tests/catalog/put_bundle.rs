//! `PUT /api/v1/bundles/{sku}`

use harness::{MUG, Need, Shop, json};

use crate::races::books;

async fn with_lamps() -> Shop {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_is_as_available_as_its_scarcest_component() {
    let shop = with_lamps().await;
    let recipe =
        r#"{"components": [{"sku": "LAMP", "quantity": 1}, {"sku": "MUG", "quantity": 30}]}"#;

    let bundle = shop.admin().put("/api/v1/bundles/SET", recipe).await.ok();

    assert_eq!(bundle["sku"], "SET");
    let path = "/api/v1/products/00000000-0000-4000-8000-000000000009";
    let product = shop.visitor().get(path).await.ok();
    let set = &product["variants"][1];
    // Five lamps, but a hundred mugs are enough for three sets only.
    assert_eq!(
        (&set["sku"], &set["available_quantity"]),
        (&json!("SET"), &json!(3))
    );
    assert_eq!(
        set["components"][1],
        json!({ "sku": "MUG", "quantity": 30 })
    );
    assert!(product["variants"][0].get("components").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_a_bundle_says_why() {
    let shop = with_lamps().await;
    let of = |sku: &str| json!({ "components": [{ "sku": sku, "quantity": 1 }] }).to_string();
    let put = |bundle: &str, body: String| {
        let (admin, path) = (shop.admin(), format!("/api/v1/bundles/{bundle}"));
        async move { admin.put(&path, body).await }
    };

    put("NONE", of(MUG)).await.refused(404, "NOT_FOUND");
    let error = put("SET", of("NONE"))
        .await
        .refused(422, "VALIDATION_FAILED");
    assert!(
        error["details"][0]["message"]
            .as_str()
            .unwrap()
            .contains("NONE"),
        "{error}"
    );
    // SET is a bundle: it is in none. LAMP is in one: it is none.
    for (bundle, component) in [("SHIRT-M", "SET"), ("LAMP", MUG)] {
        let error = put(bundle, of(component))
            .await
            .refused(422, "VALIDATION_FAILED");
        let problem = &error["details"][0];
        assert_eq!(problem["field"], "components");
        assert!(
            problem["message"].as_str().unwrap().contains("nested"),
            "{error}"
        );
    }
    let error = put("STOVE", of(MUG)).await.refused(409, "BUNDLE_HAS_STOCK");
    assert_eq!(error["details"], json!([{ "on_hand": 1, "reserved": 0 }]));
    let twice =
        json!({ "components": [{ "sku": MUG, "quantity": 1 }, { "sku": MUG, "quantity": 2 }] });
    let error = put("SET", twice.to_string())
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "components[1].sku");
    put("SET", r#"{"components": []}"#.into())
        .await
        .refused(422, "VALIDATION_FAILED");
    let customer = shop.customer().put("/api/v1/bundles/SET", of(MUG)).await;
    customer.refused(403, "FORBIDDEN");
    let stranger = shop.admin_of(&shop.another_tenant().await);
    stranger
        .put("/api/v1/bundles/SET", of(MUG))
        .await
        .refused(404, "NOT_FOUND");

    let recipe = shop
        .rows("select component_sku, quantity from spindle.bundle_components where tenant_id = $tenant order by 1")
        .await;
    assert_eq!(recipe[0], json!({ "component_sku": "LAMP", "quantity": 2 }));
    assert_eq!(recipe.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipe_does_not_change_under_an_order() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    shop.run(books::LAMPS_AND_SETS).await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[("SET", 1)]).await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = customer.checkout_of(&cart, cash).await;

    // The order has counted lamps and mugs and waits for the stock; the new recipe waits for it.
    let lock = shop
        .lock("select from spindle.stock where tenant_id = $tenant and sku = 'LAMP' for update")
        .await;
    let (order, recipe, ()) = tokio::join!(
        customer.confirm(&checkout),
        async {
            shop.until_waiting(1).await;
            let recipe = r#"{"components": [{"sku": "STOVE", "quantity": 9}]}"#;
            shop.admin().put("/api/v1/bundles/SET", recipe).await
        },
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    order.created();
    recipe.ok();
    let taken = shop
        .rows("select sku, sum(quantity) as quantity from spindle.reservations where tenant_id = $tenant group by 1 order by 1")
        .await;
    assert_eq!(
        taken,
        [
            json!({ "sku": "LAMP", "quantity": 2 }),
            json!({ "sku": "MUG", "quantity": 1 })
        ]
    );
    books::balance(&shop).await;
}
