//! `GET /api/v1/orders/{id}/papers`

use super::paid;
use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_listed_as_they_were_issued() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 1)]).await;
    let id = order["id"].as_str().unwrap();
    let path = format!("/api/v1/orders/{id}/papers");
    super::credit::refund(&shop, &order, 500).await;

    let listed = customer.get(&path).await.ok();

    let short: Vec<_> = listed["papers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|paper| {
            json!([
                paper["kind"],
                paper["number"],
                paper["total_amount"],
                paper["tax_amount"]
            ])
        })
        .collect();
    // 18.50, of it 1.00 of tax. Of 5.00, 3.65 are at 8 %: 100 * 365 / 1350 is 27.04 cents.
    assert_eq!(
        short,
        [
            json!(["invoice", "INV-000001", 18.50, 1.00]),
            json!(["credit_note", "CN-000001", 5.00, 0.27])
        ]
    );
    assert_eq!(shop.admin().get(&path).await.ok(), listed);
    shop.customer().get(&path).await.refused(404, "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_may_have_none() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = customer.order_of(&[(MUG, 1)], cash).await.created();

    let path = format!("/api/v1/orders/{}/papers", order["id"].as_str().unwrap());

    assert_eq!(customer.get(&path).await.ok(), json!({ "papers": [] }));
}
