//! `GET /api/v1/orders/{id or order number}/history`

use harness::{MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_history_comes_in_pages_and_tells_owners_less() {
    let shop = Shop::open().await;
    let (customer, admin) = (shop.customer(), shop.admin());
    let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let placed = customer.order_of(&[(MUG, 1)], cod).await.created();
    let path = format!("/api/v1/orders/{}", placed["id"].as_str().unwrap());
    admin
        .post(&format!("{path}/ship"), r#"{"carrier": "UPS"}"#)
        .await
        .ok();
    admin.post(&format!("{path}/deliver"), "{}").await.ok();
    let history = format!("{path}/history");

    let whole = admin.get(&history).await.ok();
    let told = |entries: &Value| -> Vec<(String, String, String)> {
        let word = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
        entries
            .as_array()
            .unwrap()
            .iter()
            .map(|e| (word(e, "status"), word(e, "note"), word(e, "actor")))
            .collect()
    };
    let line = |status: &str, note: &str, actor: &str| {
        (status.to_owned(), note.to_owned(), actor.to_owned())
    };
    assert_eq!(
        told(&whole["entries"]),
        [
            line("CONFIRMED", "Order placed and confirmed", "checkout"),
            line("SHIPPED", "Shipped by UPS", "admin:test-admin"),
            line("DELIVERED", "Delivered", "admin:test-admin"),
            line("DELIVERED", "Payment received", "admin:test-admin"),
        ]
    );
    assert_eq!(whole["entries"][1]["detail"]["carrier"], "UPS");
    assert_eq!(whole["next"], Value::Null);

    let first = customer.get(&format!("{history}?limit=3")).await.ok();
    assert_eq!(first["entries"].as_array().unwrap().len(), 3);
    assert_eq!(first["entries"][1]["actor"], "admin");
    assert_eq!(first["entries"][1].get("detail"), None);
    assert_eq!(first["next"], first["entries"][2]["id"]);
    let rest = customer
        .get(&format!("{history}?limit=3&after={}", first["next"]))
        .await
        .ok();
    assert_eq!(
        told(&rest["entries"]),
        [line("DELIVERED", "Payment received", "admin")]
    );
    assert_eq!(rest["next"], Value::Null);

    for bad in ["limit=0", "limit=101", "after=x", "after=0", "page=2"] {
        customer
            .get(&format!("{history}?{bad}"))
            .await
            .refused(422, "VALIDATION_FAILED");
    }
}
