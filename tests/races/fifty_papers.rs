//! Fifty payments at once, one counter.

use harness::{MUG, Need, Shop, Uuid, json};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread")]
async fn fifty_payments_at_once_leave_no_gap_between_invoices() {
    // The provider has all the time it wants: this is about numbers.
    let variables = [("payment_timeout_ms", "20000")];
    let needs = [Need::Connections, Need::Variables];
    let Some(shop) = Shop::open_with(&needs, &variables).await else {
        return;
    };
    place(shop.customer(), 1).await;

    // Somebody takes the next number and gives up; those who pay meanwhile wait for it.
    let lock = shop
        .lock("select spindle.next_paper_number($tenant, 'invoice')")
        .await;
    let mut payments = JoinSet::new();
    for number in 0..50 {
        payments.spawn(place(shop.customer(), 1 + number % 2));
    }
    shop.until_waiting(8).await;
    lock.release().await;
    let placed = payments.join_all().await;

    assert_eq!(placed.len(), 50);
    let invoices = shop
        .rows(
            "select p.number, p.document->'totals'->'total_minor' = to_jsonb(o.total_minor) as of_its_order
               from spindle.papers p join spindle.orders o using (tenant_id, order_id)
              where p.tenant_id = $tenant and p.kind = 'invoice' order by p.number",
        )
        .await;
    let expected: Vec<_> = (1..=51)
        .map(|number| json!({ "number": number, "of_its_order": true }))
        .collect();
    assert_eq!(invoices, expected);
    let orders = shop
        .row("select count(distinct order_id) from spindle.papers where tenant_id = $tenant")
        .await;
    assert_eq!(orders["count"], 51);
}

/// An order that is paid by card, all in one call. Returns its id.
async fn place(customer: harness::Person, quantity: u32) -> Uuid {
    let state: harness::Value = harness::CHECKOUT_STATE.parse().unwrap();
    let order = json!({
        "items": [{ "sku": MUG, "quantity": quantity }], "shipping_address": state["shipping_address"],
        "shipping_method": "STANDARD", "payment_method": "CREDIT_CARD", "payment_token": "tok_success"
    });
    let placed = customer.post("/api/v1/orders", order.to_string()).await;
    let placed = placed.created();
    assert_eq!(placed["payment_status"], "PAID");
    placed["id"].as_str().unwrap().parse().unwrap()
}
