//! The SQL functions about tenants, one Rust function each.

use serde::Deserialize;
use serde_json::{Map, Value};
use sqlx::postgres::PgConnection;

use super::Tenant;

/// What `spindle.add_tenant` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum AddTenantOutcome {
    Added { tenant: Tenant },
    TenantExists,
    UnknownTimeZone,
}

/// What `spindle.set_tenant` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum SetTenantOutcome {
    Set { tenant: Tenant },
    UnknownTenant,
    UnknownTimeZone,
    CurrencyInUse { used_by: Vec<String> },
}

/// What `spindle.tenant_view` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum TenantViewOutcome {
    Found { tenant: Tenant },
    UnknownTenant,
}

/// `tax_percent` is a decimal number, `"8.25"`.
pub(super) async fn add_tenant(
    connection: &mut PgConnection,
    tenant_id: &str,
    settings: &Map<String, Value>,
    tax_percent: Option<&str>,
) -> sqlx::Result<AddTenantOutcome> {
    let call = "select spindle.add_tenant($1, $2::text::jsonb, $3::text::numeric / 100)::text";
    let answer = sqlx::query_scalar(call)
        .bind(tenant_id)
        .bind(Value::Object(settings.clone()).to_string())
        .bind(tax_percent);
    outcome(answer.fetch_one(connection).await?)
}

pub(super) async fn set_tenant(
    connection: &mut PgConnection,
    tenant_id: &str,
    settings: &Map<String, Value>,
) -> sqlx::Result<SetTenantOutcome> {
    let call = "select spindle.set_tenant($1, $2::text::jsonb)::text";
    let answer = sqlx::query_scalar(call)
        .bind(tenant_id)
        .bind(Value::Object(settings.clone()).to_string());
    outcome(answer.fetch_one(connection).await?)
}

pub(super) async fn tenant_view(
    connection: &mut PgConnection,
    tenant_id: &str,
) -> sqlx::Result<TenantViewOutcome> {
    let answer = sqlx::query_scalar("select spindle.tenant_view($1)::text").bind(tenant_id);
    outcome(answer.fetch_one(connection).await?)
}

fn outcome<T: for<'a> Deserialize<'a>>(answer: String) -> sqlx::Result<T> {
    serde_json::from_str(&answer).map_err(|error| sqlx::Error::Decode(error.into()))
}
