//! The ledger of the payment provider without a bank.

use api::{Fault, Tenant};
use serde::{Deserialize, Serialize};
use spin_sdk::pg::ParameterValue;

use crate::call::{call, number, optional, text};
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
    /// `false`: only authorizes.
    pub capture: bool,
}

/// A capture, a void or a refund as the provider shows it.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0011_order_life.sql")]
pub struct Operation {
    pub id: String,
    /// "capture", "void" or "refund".
    pub kind: String,
    /// The key of the charge it is about.
    pub charge: String,
    /// "succeeded", "declined" or "pending".
    pub status: String,
    pub decline_reason: Option<String>,
    pub amount_minor: i64,
    pub currency: String,
}

/// What is done with a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum OperationKind {
    Capture,
    Void,
    Refund,
}

impl OperationKind {
    /// The word that SQL uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Capture => "capture",
            Self::Void => "void",
            Self::Refund => "refund",
        }
    }
}

/// What to do with a charge.
#[derive(Debug)]
pub struct NewOperation<'a> {
    /// What.
    pub kind: OperationKind,
    /// The same key gives the same operation.
    pub key: &'a str,
    /// The key of the charge.
    pub charge: &'a str,
    /// How much, in the smallest unit of which currency; `None`: all of it.
    pub amount: Option<(i64, &'a str)>,
}

/// Answers of `sandbox_operate`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SandboxOperateOutcome {
    /// Now, or before with the same key.
    Operated {
        /// As it is.
        operation: Operation,
        /// The token wants no answer to be given.
        hangs: bool,
    },
    /// Nothing was done, and the token wants no answer to be given.
    Hanging,
    /// The key was first used for something else.
    KeyReused,
    /// There is no such charge.
    NotFound,
}

/// Answers of `sandbox_operation_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SandboxOperationViewOutcome {
    /// It happened.
    Found {
        /// As it is.
        operation: Operation,
    },
    /// It never happened.
    NotFound,
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
        "select spindle.sandbox_charge($1, $2, $3, $4, $5, $6, $7)::text as answer",
        vec![
            tenant(of),
            text(new.key),
            number(new.amount_minor),
            text(new.currency),
            text(new.token),
            text(new.reference),
            ParameterValue::Boolean(new.capture),
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

/// `spindle.sandbox_operate`
pub async fn sandbox_operate(
    of: &Tenant,
    new: &NewOperation<'_>,
) -> Result<SandboxOperateOutcome, Fault> {
    call(
        "select spindle.sandbox_operate($1, $2, $3, $4, $5, $6)::text as answer",
        vec![
            tenant(of),
            text(new.kind.as_str()),
            text(new.key),
            text(new.charge),
            optional(new.amount.map(|(minor, _)| minor), number),
            optional(new.amount.map(|(_, currency)| currency), text),
        ],
    )
    .await
}

/// `spindle.sandbox_operation_view`
pub async fn sandbox_operation_view(
    of: &Tenant,
    kind: OperationKind,
    key: &str,
) -> Result<SandboxOperationViewOutcome, Fault> {
    call(
        "select spindle.sandbox_operation_view($1, $2, $3)::text as answer",
        vec![tenant(of), text(kind.as_str()), text(key)],
    )
    .await
}
