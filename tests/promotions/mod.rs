//! Promotions that tenants bring, installed as `spindle promotion` does and seen from outside.

mod attacks;
mod breaker;
mod failures;
mod lies;
mod plugin;
#[path = "../../crates/metering/tests/attacks/programs.rs"]
mod programs;
mod tenants;

use harness::{Answer, MUG, Person, Value, json};

/// What `pieces` mugs for 12.50 cost, by standard shipping for 5.00.
async fn quote(who: &Person, pieces: u32) -> Answer {
    let body =
        json!({ "items": [{ "sku": MUG, "quantity": pieces }], "shipping_method": "STANDARD" });
    who.post("/api/v1/pricing/quote", body.to_string()).await
}

/// What the explanation says of reductions: (target, cause, rule, before, after).
fn discounts(quote: &Value) -> Vec<(&str, &str, &str, f64, f64)> {
    let steps = quote["explanation"].as_array().into_iter().flatten();
    steps
        .filter(|step| step["step"] == "discount")
        .map(|step| {
            (
                step["target"].as_str().unwrap_or_default(),
                step["cause"].as_str().unwrap_or_default(),
                step["rule"].as_str().unwrap_or_default(),
                step["before"].as_f64().unwrap(),
                step["after"].as_f64().unwrap(),
            )
        })
        .collect()
}
