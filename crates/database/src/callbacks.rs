//! What providers and carriers tell, taken in once and applied when it fits.

use api::fields::ProviderName;
use api::{Fault, Tenant};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::{call, json, number, optional, text, uuid};
use crate::request::tenant;

/// Something that a provider tells.
#[derive(Debug)]
pub struct Callback<'a, P> {
    /// Who tells it.
    pub provider: &'a ProviderName,
    /// What the provider knows it by: the same for each repeat.
    pub event_id: &'a str,
    /// "payment.succeeded"
    pub kind: &'a str,
    /// The order's id or number; `None` for a kind that is not understood.
    pub order: Option<&'a str>,
    /// What was understood of it, as `apply_callback` reads it.
    pub payload: &'a P,
    /// Tells a repeat from another event under the same id.
    pub fingerprint: &'a str,
}

/// What has become of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackStatus {
    /// It is done, or there was nothing left to do.
    Applied,
    /// It came too early, and is applied when it fits.
    Kept,
    /// It contradicts what is known: a person decides.
    Attention,
    /// Nothing follows from it.
    Ignored,
}

/// Answers of `receive_callback`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ReceiveCallbackOutcome {
    /// It is taken in; for a repeat, what was answered first.
    Received {
        /// What has become of it.
        status: CallbackStatus,
    },
    /// The event id came before, with another body.
    EventReused,
    /// The token's tenant does not exist.
    UnknownTenant,
}

/// Answers of `callback_keys_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CallbackKeysViewOutcome {
    /// What a signature is checked with; a provider that is not known has no secrets.
    Listed {
        /// Base64, without `whsec_`.
        secrets: Vec<String>,
        /// Seconds since 1970.
        now: u64,
    },
}

/// Answers of `claim_kept_callbacks`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ClaimKeptCallbacksOutcome {
    /// What is to be tried again now.
    Claimed {
        /// The orders that events are kept for.
        orders: Vec<KeptOrder>,
        /// How many events have waited for too long and have called a person.
        given_up: u64,
    },
}

/// An order that events are kept for.
#[derive(Debug, Deserialize)]
pub struct KeptOrder {
    /// Whose order it is.
    pub tenant_id: Tenant,
    /// The order.
    pub order_id: Uuid,
}

/// Answers of `apply_kept_callbacks`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ApplyKeptCallbacksOutcome {
    /// What fits is applied.
    Applied {
        /// How many events are not kept any more.
        count: u64,
    },
}

/// `spindle.receive_callback`
pub async fn receive_callback<P: Serialize>(
    of: &Tenant,
    callback: &Callback<'_, P>,
) -> Result<ReceiveCallbackOutcome, Fault> {
    call(
        "select spindle.receive_callback($1, $2, $3, $4, $5, $6::text::jsonb, $7)::text as answer",
        vec![
            tenant(of),
            text(callback.provider.as_str()),
            text(callback.event_id),
            text(callback.kind),
            optional(callback.order, text),
            json(callback.payload)?,
            text(callback.fingerprint),
        ],
    )
    .await
}

/// `spindle.callback_keys_view`
pub async fn callback_keys_view(
    of: &Tenant,
    provider: &ProviderName,
) -> Result<CallbackKeysViewOutcome, Fault> {
    call(
        "select spindle.callback_keys_view($1, $2)::text as answer",
        vec![tenant(of), text(provider.as_str())],
    )
    .await
}

/// `spindle.claim_kept_callbacks`
pub async fn claim_kept_callbacks(limit: u32) -> Result<ClaimKeptCallbacksOutcome, Fault> {
    call(
        "select spindle.claim_kept_callbacks($1)::text as answer",
        vec![number(limit.into())],
    )
    .await
}

/// `spindle.apply_kept_callbacks`
pub async fn apply_kept_callbacks(
    of: &Tenant,
    order_id: Uuid,
) -> Result<ApplyKeptCallbacksOutcome, Fault> {
    call(
        "select spindle.apply_kept_callbacks($1, $2)::text as answer",
        vec![tenant(of), uuid(order_id)],
    )
    .await
}
