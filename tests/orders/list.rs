//! `GET /api/v1/orders`

use harness::{MUG, Shop, Uuid, Value, json};

fn ids(page: &Value) -> Vec<String> {
    page["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_sees_the_own_orders_newest_first() {
    let shop = Shop::open().await;
    let (customer, other) = (shop.customer(), shop.customer());
    let cod = || json!({ "payment_method": "CASH_ON_DELIVERY" });
    let mut placed = Vec::new();
    for _ in 0..3 {
        let order = customer.order_of(&[(MUG, 1)], cod()).await.created();
        placed.insert(0, order["id"].as_str().unwrap().to_owned());
    }
    let others = other.order_of(&[(MUG, 1)], cod()).await.created();

    let first = customer.get("/api/v1/orders?limit=2").await.ok();
    let next = first["next"].as_str().unwrap();
    let second = customer
        .get(&format!("/api/v1/orders?limit=2&after={next}"))
        .await
        .ok();

    assert_eq!([ids(&first), ids(&second)].concat(), placed);
    assert_eq!(second["next"], Value::Null);
    let all = shop.admin().get("/api/v1/orders").await.ok();
    assert_eq!(ids(&all).len(), 4);
    assert_eq!(ids(&all)[0], others["id"].as_str().unwrap());
    assert_eq!(
        ids(&shop.stranger().await.get("/api/v1/orders").await.ok()).len(),
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_list_is_refused() {
    let shop = Shop::open().await;
    let order = shop
        .customer()
        .order_of(&[(MUG, 1)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await
        .created();

    for cursor in [
        order["id"].as_str().unwrap().to_owned(),
        Uuid::new_v4().to_string(),
        "x".to_owned(),
    ] {
        let error = shop
            .customer()
            .get(&format!("/api/v1/orders?after={cursor}"))
            .await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], "after");
    }
}
