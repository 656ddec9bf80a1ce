//! Money of orders: asked for, confirmed, given back, and what the sweep does about what nobody
//! heard the end of. See `docs/payments.md`.

mod authorize;
mod given_back;
mod outages;
mod provider;
mod sandbox;
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

/// What the provider has done with charges of this shop: captures, voids, refunds.
async fn operations(shop: &Shop) -> Vec<Value> {
    shop.rows(
        "select kind, amount_minor, status from spindle.sandbox_operations
          where tenant_id = $tenant order by made_at",
    )
    .await
}

/// One of all 32.00.
fn operation(kind: &str, status: &str) -> Value {
    json!({ "kind": kind, "amount_minor": 3200, "status": status })
}

/// Cancels an order, and gives it as it is then.
async fn cancel(shop: &Shop, order: &str) -> Value {
    shop.admin()
        .post(
            &format!("{order}/cancel"),
            r#"{"reason": "The customer called"}"#,
        )
        .await
        .ok()
}
