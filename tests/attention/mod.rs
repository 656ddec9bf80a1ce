//! See `tests/main.rs`.

mod list;
mod reasons;
mod resolve;
mod show;

use harness::{Shop, Value, json};

use crate::callbacks::sending::{paid, pending, send};

/// Calls a person about a new order, which is paid under two names; the paid order's id.
async fn paid_twice(shop: &Shop) -> String {
    let order = pending(shop).await;
    let mut again = paid(&order);
    again["data"]["reference"] = json!(format!("{}-again", order.charge));
    send(shop, &format!("{}-1", order.number), &paid(&order))
        .await
        .ok();
    send(shop, &format!("{}-2", order.number), &again)
        .await
        .accepted();
    order.id
}

/// The number of what is open about an order.
async fn number(shop: &Shop, order_id: &str) -> i64 {
    let row = shop
        .row(&format!(
            "select attention_id from spindle.attention where order_id = '{order_id}'"
        ))
        .await;
    row["attention_id"].as_i64().unwrap()
}

/// The numbers of a page.
fn numbers(page: &Value) -> Vec<i64> {
    let entries = page["attention"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| entry["id"].as_i64().unwrap())
        .collect()
}
