//! See `tests/main.rs`.

mod change;
mod claims;
mod create;
mod docs;
mod duplicate;
mod list;
mod list_coupons;
mod make_coupons;
mod placed;
mod set_status;
mod show;
mod try_out;

use harness::{Person, Value, json};

/// A campaign that takes 10 % off.
pub fn ten_percent() -> Value {
    json!({
        "name": "10 % off", "type": "cart", "currency": "USD",
        "discount": { "kind": "percentage", "percentage": 10 }
    })
}

/// The same, with other or further fields.
pub fn with(fields: Value) -> Value {
    let mut campaign = ten_percent();
    let Value::Object(fields) = fields else {
        panic!("fields are an object")
    };
    for (name, value) in fields {
        campaign[name.as_str()] = value;
    }
    campaign
}

/// Makes a campaign, and returns its path.
pub async fn made(admin: &Person, campaign: Value) -> String {
    let answer = admin.post("/api/v1/campaigns", campaign.to_string()).await;
    let location = answer.header("location").to_owned();
    answer.created();
    location
}

/// What `items` would cost for somebody.
pub async fn quoted(who: &Person, items: Value, coupons: Value) -> Value {
    let body = json!({ "items": items, "coupons": coupons, "shipping_method": "STANDARD" });
    let quote = who.post("/api/v1/pricing/quote", body.to_string()).await;
    quote.ok()
}
