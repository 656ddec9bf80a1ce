//! The SQL functions about callback secrets, one Rust function each.

use std::time::Duration;

use serde::Deserialize;
use sqlx::postgres::PgConnection;

use super::CallbackSecret;

/// What `spindle.add_callback_secret` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum AddCallbackSecretOutcome {
    Added { secret: CallbackSecret },
    SecretExists,
    TooManySecrets,
    UnknownTenant,
}

/// What `spindle.callback_secrets_view` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum CallbackSecretsViewOutcome {
    Listed { secrets: Vec<CallbackSecret> },
    UnknownTenant,
}

/// What `spindle.expire_callback_secret` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum ExpireCallbackSecretOutcome {
    Expired { secret: CallbackSecret },
    UnknownSecret,
}

pub(super) async fn add_callback_secret(
    connection: &mut PgConnection,
    tenant_id: &str,
    provider: &str,
    secret: &[u8],
    overlap: Duration,
) -> sqlx::Result<AddCallbackSecretOutcome> {
    let call =
        "select spindle.add_callback_secret($1, $2, $3, $4::bigint * interval '1 second')::text";
    let seconds = i64::try_from(overlap.as_secs()).unwrap_or(i64::MAX);
    let answer = sqlx::query_scalar(call)
        .bind(tenant_id)
        .bind(provider)
        .bind(secret)
        .bind(seconds);
    outcome(answer.fetch_one(connection).await?)
}

pub(super) async fn callback_secrets_view(
    connection: &mut PgConnection,
    tenant_id: &str,
) -> sqlx::Result<CallbackSecretsViewOutcome> {
    let call = "select spindle.callback_secrets_view($1)::text";
    let answer = sqlx::query_scalar(call).bind(tenant_id);
    outcome(answer.fetch_one(connection).await?)
}

pub(super) async fn expire_callback_secret(
    connection: &mut PgConnection,
    tenant_id: &str,
    provider: &str,
    id: &str,
) -> sqlx::Result<ExpireCallbackSecretOutcome> {
    let call = "select spindle.expire_callback_secret($1, $2, $3)::text";
    let answer = sqlx::query_scalar(call)
        .bind(tenant_id)
        .bind(provider)
        .bind(id);
    outcome(answer.fetch_one(connection).await?)
}

fn outcome<T: for<'a> Deserialize<'a>>(answer: String) -> sqlx::Result<T> {
    serde_json::from_str(&answer).map_err(|error| sqlx::Error::Decode(error.into()))
}
