//! The SQL functions about imports, one Rust function each.

use files::Row;
use serde::Deserialize;
use serde_json::{Map, Value};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

/// Who it was, in movements of stock.
const ACTOR: &str = "spindle import";

/// An import, as far as this command shows it.
#[derive(Debug, Deserialize)]
pub(super) struct Import {
    pub(super) id: Uuid,
    pub(super) row_count: i64,
    pub(super) error_count: i64,
    pub(super) errors: Vec<RowError>,
    pub(super) counts: Map<String, Value>,
}

/// What is wrong with a row.
#[derive(Debug, Deserialize)]
pub(super) struct RowError {
    pub(super) row: i64,
    pub(super) column: String,
    pub(super) message: String,
}

/// What `spindle.create_import` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum CreateImportOutcome {
    Created { import: Import },
    UnknownTenant,
}

/// What `spindle.stage_import_rows` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum StageImportRowsOutcome {
    Staged { row_count: i64 },
    NotFound,
    ImportClosed,
    UnknownColumns { columns: Vec<String> },
    TooManyRows { limit: i64 },
}

/// What `spindle.apply_import` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum ApplyImportOutcome {
    Applied { import: Import },
    Failed { import: Import },
    NotFound,
    ImportClosed,
}

pub(super) async fn create_import(
    connection: &mut PgConnection,
    tenant: &str,
) -> anyhow::Result<CreateImportOutcome> {
    let call = sqlx::query_scalar("select spindle.create_import($1, null, $2)::text");
    let answer: String = call.bind(tenant).bind(ACTOR).fetch_one(connection).await?;
    Ok(serde_json::from_str(&answer)?)
}

pub(super) async fn stage_import_rows(
    connection: &mut PgConnection,
    tenant: &str,
    import_id: Uuid,
    rows: &[Row],
) -> anyhow::Result<StageImportRowsOutcome> {
    let call = "select spindle.stage_import_rows($1, null, $2::text::uuid, $3::text::jsonb)::text";
    let call = sqlx::query_scalar(call)
        .bind(tenant)
        .bind(import_id.to_string())
        .bind(serde_json::to_string(rows)?);
    let answer: String = call.fetch_one(connection).await?;
    Ok(serde_json::from_str(&answer)?)
}

pub(super) async fn apply_import(
    connection: &mut PgConnection,
    tenant: &str,
    import_id: Uuid,
) -> anyhow::Result<ApplyImportOutcome> {
    let call = sqlx::query_scalar("select spindle.apply_import($1, $2::text::uuid)::text");
    let call = call.bind(tenant).bind(import_id.to_string());
    let answer: String = call.fetch_one(connection).await?;
    Ok(serde_json::from_str(&answer)?)
}
