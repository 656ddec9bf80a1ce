//! What a payment provider is asked and can answer. Unknown is not failure: a call that
//! timed out may have moved the money.

mod shown;

pub use shown::{AdminPayments, CustomerPayments, PaymentAttempt, PaymentTransaction, Payments};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Currency;

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentResult {
    /// It happened.
    Succeeded,
    /// It will not happen.
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
    /// The provider's id of it, when it gave one.
    pub reference: Option<String>,
    /// Why it was declined or is unknown.
    pub reason: Option<String>,
    /// What the provider answered, without anything that is a secret.
    pub response: Option<ProviderAnswer>,
}

impl Settlement {
    /// The provider did not answer; nothing may be assumed.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self {
            result: PaymentResult::Unknown,
            reference: None,
            reason: Some(reason.into()),
            response: None,
        }
    }

    /// It did not happen, and will not.
    pub fn declined(reason: &str) -> Self {
        Self {
            result: PaymentResult::Declined,
            reference: None,
            reason: Some(reason.to_owned()),
            response: None,
        }
    }
}

/// The fields of a provider's answer that are believed and kept. Whatever else it says is dropped:
/// it could be a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderAnswer {
    /// The provider's id of the charge, capture, void or refund.
    pub id: String,
    /// What became of it.
    pub status: ProviderStatus,
    /// Why it was declined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decline_reason: Option<String>,
    /// What it is about, in the smallest unit of `currency`.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// What a provider says about what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderStatus {
    /// It happened.
    Succeeded,
    /// It did not, and will not.
    Declined,
    /// It may yet.
    Pending,
}

impl From<ProviderStatus> for PaymentResult {
    fn from(status: ProviderStatus) -> Self {
        match status {
            ProviderStatus::Succeeded => Self::Succeeded,
            ProviderStatus::Declined => Self::Declined,
            ProviderStatus::Pending => Self::Pending,
        }
    }
}

/// Something that a provider is asked for, under one key.
#[derive(Clone, Debug, Deserialize)]
pub struct Attempt {
    /// Also the idempotency key at the provider.
    pub attempt_id: Uuid,
    /// What is asked for.
    pub kind: AttemptKind,
    /// The charge or authorization that is captured, voided or refunded.
    pub of_attempt: Option<Uuid>,
    /// What is known of it.
    pub status: AttemptStatus,
    /// Why it was declined or is unknown.
    pub reason: Option<String>,
    /// In the smallest unit of `currency`.
    pub amount_minor: i64,
    /// ISO 4217.
    pub currency: Currency,
    /// The provider's token for the means of payment. Never shown. Only charges and authorizations
    /// have one.
    pub token: Option<String>,
}

/// What an attempt asks a provider for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptKind {
    /// Money, at once.
    Charge,
    /// A promise of money.
    Authorize,
    /// The money that was promised.
    Capture,
    /// To forget the promise.
    Void,
    /// Money, back.
    Refund,
}

/// What is known of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptStatus {
    /// It was decided on; the provider has perhaps not been asked yet.
    Started,
    /// It happened.
    Succeeded,
    /// It will not happen.
    Declined,
    /// The provider is still at it.
    Pending,
    /// The provider did not answer.
    Unknown,
}
