//! The ledger of the payment provider without a bank.

use api::{Fault, Tenant};
use serde::{Deserialize, Serialize};

use crate::call::{call, number, text};
use crate::request::tenant;

/// A charge as the provider shows it.
#[derive(Debug, Deserialize, Serialize)]
#[expect(
    missing_docs,
    reason = "named as in migrations/0008_payments_sandbox.sql"
)]
pub struct Charge {
    pub id: String,
    /// "succeeded", "declined" or "pending".
    pub status: String,
    pub decline_reason: Option<String>,
    pub amount_minor: i64,
    pub currency: String,
    pub reference: String,
}

/// What to charge.
#[derive(Debug)]
pub struct NewCharge<'a> {
    /// The same key gives the same charge.
    pub key: &'a str,
    /// In the smallest unit of `currency`.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: &'a str,
    /// What is charged.
    pub token: &'a str,
    /// The merchant's own name for it.
    pub reference: &'a str,
}

/// Answers of `sandbox_charge`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SandboxChargeOutcome {
    /// Now, or before with the same key.
    Charged {
        /// As it is.
        charge: Charge,
    },
    /// The key was first used for something else.
    KeyReused,
}

/// Answers of `sandbox_charge_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SandboxChargeViewOutcome {
    /// It happened.
    Found {
        /// As it is.
        charge: Charge,
    },
    /// It never happened.
    NotFound,
}

/// `spindle.sandbox_charge`
pub async fn sandbox_charge(
    of: &Tenant,
    new: &NewCharge<'_>,
) -> Result<SandboxChargeOutcome, Fault> {
    call(
        "select spindle.sandbox_charge($1, $2, $3, $4, $5, $6)::text as answer",
        vec![
            tenant(of),
            text(new.key),
            number(new.amount_minor),
            text(new.currency),
            text(new.token),
            text(new.reference),
        ],
    )
    .await
}

/// `spindle.sandbox_charge_view`
pub async fn sandbox_charge_view(
    of: &Tenant,
    key: &str,
) -> Result<SandboxChargeViewOutcome, Fault> {
    call(
        "select spindle.sandbox_charge_view($1, $2)::text as answer",
        vec![tenant(of), text(key)],
    )
    .await
}
