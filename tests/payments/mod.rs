//! Money of orders: asked for, confirmed, given back, and what the sweep does about what nobody
//! heard the end of. See `docs/payments.md`.

mod authorize;
mod outages;
mod provider;
mod sweep;

use harness::{Shop, Value, json};

/// A card, by its token in the sandbox.
fn card(token: &str) -> Value {
    json!({ "payment_method": "CREDIT_CARD", "payment_token": token })
}

/// What is known of an order's payments, in the order in which they were begun.
async fn attempts(shop: &Shop) -> Vec<Value> {
    shop.rows(
        "select kind, status, amount_minor from spindle.payment_attempts
          where tenant_id = $tenant order by started_at, kind",
    )
    .await
}

/// The money that moved.
async fn transactions(shop: &Shop) -> Vec<Value> {
    shop.rows(
        "select kind, amount_minor from spindle.payment_transactions
          where tenant_id = $tenant order by transaction_id",
    )
    .await
}
