//! What the tests of edited orders have in common.

use harness::{Person, Row, Shop, Value, json};

pub fn cash() -> Value {
    json!({ "payment_method": "CASH_ON_DELIVERY" })
}

pub async fn order_with(customer: &Person, items: &[(&str, u32)], payment: Value) -> Value {
    let placed = customer.order_of(items, payment).await;
    assert!(placed.status.is_success(), "{placed:#?}");
    placed.body
}

pub async fn paid(customer: &Person, items: &[(&str, u32)]) -> Value {
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    order_with(customer, items, card).await
}

pub fn items(order: &Value) -> String {
    format!("/api/v1/orders/{}/items", order["id"].as_str().unwrap())
}

pub fn item(order: &Value, index: usize) -> String {
    format!(
        "{}/{}",
        items(order),
        order["items"][index]["id"].as_str().unwrap()
    )
}

/// An amount as `serde_json` reads it.
pub fn exact(amount: &str) -> Value {
    amount.parse().unwrap()
}

pub async fn stock(shop: &Shop, sku: &str) -> Row {
    shop.row(&format!(
        "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = '{sku}'"
    ))
    .await
}

/// Everything an edit could change.
pub async fn world(shop: &Shop) -> Row {
    shop.row(
        "select (select jsonb_agg(to_jsonb(o)) from spindle.orders o where o.tenant_id = $tenant) as orders,
                (select jsonb_agg(to_jsonb(l) order by l.line_id) from spindle.order_lines l where l.tenant_id = $tenant) as lines,
                (select jsonb_agg(to_jsonb(s) order by s.sku) from spindle.stock s where s.tenant_id = $tenant) as stock,
                (select count(*) from spindle.stock_movements m where m.tenant_id = $tenant) as movements,
                (select jsonb_agg(to_jsonb(u)) from spindle.campaign_uses u where u.tenant_id = $tenant) as uses,
                (select count(*) from spindle.outbox e where e.tenant_id = $tenant) as events,
                (select count(*) from spindle.payment_attempts a where a.tenant_id = $tenant) as attempts",
    )
    .await
}

/// Stock is what its movements say, and what orders hold or have taken is what their lines need.
pub async fn books_balance(shop: &Shop) {
    let wrong = shop
        .rows(
            "select s.sku, s.on_hand, s.reserved, sum(m.on_hand_change) as moved, sum(m.reserved_change) as promised
               from spindle.stock s join spindle.stock_movements m using (tenant_id, sku, warehouse)
              where s.tenant_id = $tenant
              group by s.sku, s.on_hand, s.reserved
             having s.on_hand <> sum(m.on_hand_change) or s.reserved <> sum(m.reserved_change)",
        )
        .await;
    assert_eq!(wrong, [json!(null); 0]);
    let wrong = shop
        .rows(
            "with needed as (
               select l.tenant_id, l.order_id, coalesce(p.sku, l.sku) as sku,
                      sum(l.quantity * coalesce(p.per_piece, 1)) as quantity
                 from spindle.order_lines l
                 left join spindle.order_line_parts p using (tenant_id, order_id, line_id)
                where l.tenant_id = $tenant group by 1, 2, 3
             ), had as (
               select r.tenant_id, r.order_id, r.sku, sum(r.quantity - r.returned) as quantity
                 from spindle.reservations r
                where r.tenant_id = $tenant and r.status <> 'released' group by 1, 2, 3
               having sum(r.quantity - r.returned) > 0
             )
             select * from needed n full join had h using (tenant_id, order_id, sku)
              where n.quantity is distinct from h.quantity",
        )
        .await;
    assert_eq!(wrong, [json!(null); 0]);
}
