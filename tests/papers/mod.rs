//! See `tests/main.rs`.

mod credit;
mod issue;
mod list;
mod looks;
mod show;
mod show_invoice;

use harness::{Answer, Person, Row, Shop, Value, json};

/// Paid by card.
async fn paid(customer: &Person, items: &[(&str, u32)]) -> Value {
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let placed: Answer = customer.order_of(items, card).await;
    placed.created()
}

/// The papers of the shop's orders, in order of their labels.
async fn papers(shop: &Shop) -> Vec<Row> {
    shop.rows(
        "select p.document from spindle.papers p where p.tenant_id = $tenant order by p.label",
    )
    .await
    .into_iter()
    .map(|row| row["document"].clone())
    .collect()
}

/// The labels of the shop's papers.
async fn labels(shop: &Shop) -> Vec<String> {
    let papers = papers(shop).await;
    papers
        .iter()
        .map(|paper| paper["number"].as_str().unwrap().to_owned())
        .collect()
}
