//! `GET /api/v1/orders/{id}/papers/{number}`

use super::paid;
use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_note_is_found_by_its_number_in_each_form() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 1)]).await;
    super::credit::refund(&shop, &order, 1850).await;
    let path = format!(
        "/api/v1/orders/{}/papers/CN-000001",
        order["id"].as_str().unwrap()
    );

    let note = customer.get(&path).await.ok();

    assert_eq!(note["kind"], "credit_note");
    assert_eq!(note["total_amount"], json!(18.50));
    assert_eq!(note["tax_amount"], json!(1.00));
    assert_eq!(note["invoice"]["number"], "INV-000001");
    assert_eq!(note["refund"]["amount"], json!(18.50));
    let page = customer.get(&format!("{path}?format=html")).await;
    assert!(
        page.text
            .contains("Refund of USD 18.50 on invoice INV-000001."),
        "{}",
        page.text
    );
    let file = customer.with("accept", "application/pdf").get(&path).await;
    assert!(file.bytes.starts_with(b"%PDF-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_is_found_with_its_own_order_only() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 1)]).await;
    let other = paid(&customer, &[(MUG, 1)]).await;
    let of = |order: &harness::Value, number: &str| {
        format!(
            "/api/v1/orders/{}/papers/{number}",
            order["id"].as_str().unwrap()
        )
    };

    assert_eq!(
        customer.get(&of(&order, "INV-000001")).await.ok()["order"]["id"],
        order["id"]
    );
    for path in [
        of(&other, "INV-000001"),
        of(&order, "CN-000001"),
        of(&order, "1"),
    ] {
        customer.get(&path).await.refused(404, "NOT_FOUND");
    }
    shop.customer()
        .get(&of(&order, "INV-000001"))
        .await
        .refused(404, "NOT_FOUND");
}
