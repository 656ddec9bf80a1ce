//! What a payment provider can answer. Unknown is not failure: a call that timed out may
//! have moved the money.

use serde::{Deserialize, Serialize};

/// What became of an attempt to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentResult {
    /// The money is there.
    Succeeded,
    /// It will not come.
    Declined,
    /// The provider is still at it.
    Pending,
    /// The provider did not answer, or not in a way that could be understood.
    Unknown,
}

impl PaymentResult {
    /// The word that SQL uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Declined => "declined",
            Self::Pending => "pending",
            Self::Unknown => "unknown",
        }
    }
}

/// What is to be applied to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// What became of it.
    pub result: PaymentResult,
    /// The provider's id of the charge, when it gave one.
    pub reference: Option<String>,
    /// Why it was declined or is unknown.
    pub reason: Option<String>,
}

impl Settlement {
    /// The provider did not answer; nothing may be assumed.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self {
            result: PaymentResult::Unknown,
            reference: None,
            reason: Some(reason.into()),
        }
    }
}

/// The latest attempt to pay an order.
#[derive(Clone, Debug, Deserialize)]
pub struct Attempt {
    /// Also the idempotency key at the provider.
    pub attempt_id: uuid::Uuid,
    /// What is known of it.
    pub status: AttemptStatus,
    /// Why it was declined or is unknown.
    pub reason: Option<String>,
    /// What is charged, in the smallest unit of `currency`.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: crate::Currency,
    /// The provider's token for the means of payment. Never shown.
    pub token: String,
}

impl Attempt {
    /// Whether the provider still has to be asked.
    pub fn is_open(&self) -> bool {
        match self.status {
            AttemptStatus::Started | AttemptStatus::Pending | AttemptStatus::Unknown => true,
            AttemptStatus::Succeeded | AttemptStatus::Declined => false,
        }
    }
}

/// What is known of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptStatus {
    /// The order is placed; the provider has perhaps not been asked yet.
    Started,
    /// The money is there.
    Succeeded,
    /// It will not come.
    Declined,
    /// The provider is still at it.
    Pending,
    /// The provider did not answer.
    Unknown,
}
