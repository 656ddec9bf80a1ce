//! Goods that come and go in files.

use api::{Admin, Fault, Tenant};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Request;
use crate::call::{call, json, number, optional, text, uuid};
use crate::request::{parameter, tenant};

/// An import and what became of it.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0010_imports.sql")]
pub struct Import {
    pub id: Uuid,
    pub status: String,
    pub actor: String,
    pub row_count: i64,
    pub error_count: i64,
    /// The first 1,000.
    pub errors: Vec<RowError>,
    /// What applying changed, by name.
    pub counts: Map<String, Value>,
    pub created_at: String,
    pub applied_at: Option<String>,
}

/// What is wrong with a row.
#[derive(Debug, Deserialize, Serialize)]
pub struct RowError {
    /// From 1, without the header.
    pub row: i64,
    /// As it is named in the file.
    pub column: String,
    /// For people.
    pub message: String,
}

/// Answers of `create_import`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CreateImportOutcome {
    /// It waits for rows.
    Created {
        /// The import.
        import: Import,
    },
    /// The token's tenant does not exist.
    UnknownTenant,
    /// The key was first used with another request.
    KeyReused,
}

/// Answers of `stage_import_rows`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum StageImportRowsOutcome {
    /// They wait to be applied.
    Staged {
        /// All that wait.
        row_count: i64,
    },
    /// No such import in this tenant.
    NotFound,
    /// It has been applied, or has failed.
    ImportClosed,
    /// Nobody knows these columns.
    UnknownColumns {
        /// In order.
        columns: Vec<String>,
    },
    /// The import is full.
    TooManyRows {
        /// The most rows an import can have.
        limit: i64,
    },
    /// The key was first used with another request.
    KeyReused,
}

/// Answers of `apply_import`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ApplyImportOutcome {
    /// All rows are in the shop.
    Applied {
        /// The import.
        import: Import,
    },
    /// None is: there were errors.
    Failed {
        /// The import.
        import: Import,
    },
    /// No such import in this tenant.
    NotFound,
    /// It has been applied before, or has failed.
    ImportClosed,
}

/// Answers of `import_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ImportViewOutcome {
    /// It is there.
    Found {
        /// The import.
        import: Import,
    },
    /// No such import in this tenant.
    NotFound,
}

/// Answers of `export_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ExportViewOutcome {
    /// A page.
    Listed(ExportPage),
    /// The token's tenant does not exist.
    UnknownTenant,
}

/// A page of goods, as an import takes them.
#[derive(Debug, Deserialize)]
pub struct ExportPage {
    /// Those that there are, in the order to write them in.
    pub columns: Vec<String>,
    /// In order of their skus.
    pub rows: Vec<Map<String, Value>>,
    /// The sku after which the next page starts; `None`: this is the last.
    pub next: Option<String>,
}

/// `spindle.create_import`
pub async fn create_import(
    admin: &Admin,
    request: Option<&Request>,
) -> Result<CreateImportOutcome, Fault> {
    call(
        "select spindle.create_import($1, $2::text::jsonb, $3)::text as answer",
        vec![
            tenant(&admin.tenant),
            parameter(request)?,
            text(&admin.subject),
        ],
    )
    .await
}

/// `spindle.stage_import_rows`
pub async fn stage_import_rows(
    of: &Tenant,
    request: Option<&Request>,
    import_id: Uuid,
    rows: &[Map<String, Value>],
) -> Result<StageImportRowsOutcome, Fault> {
    call(
        "select spindle.stage_import_rows($1, $2::text::jsonb, $3, $4::text::jsonb)::text as answer",
        vec![
            tenant(of),
            parameter(request)?,
            uuid(import_id),
            json(&rows)?,
        ],
    )
    .await
}

/// `spindle.apply_import`
pub async fn apply_import(of: &Tenant, import_id: Uuid) -> Result<ApplyImportOutcome, Fault> {
    call(
        "select spindle.apply_import($1, $2)::text as answer",
        vec![tenant(of), uuid(import_id)],
    )
    .await
}

/// `spindle.import_view`
pub async fn import_view(of: &Tenant, import_id: Uuid) -> Result<ImportViewOutcome, Fault> {
    call(
        "select spindle.import_view($1, $2)::text as answer",
        vec![tenant(of), uuid(import_id)],
    )
    .await
}

/// `spindle.export_view`
pub async fn export_view(
    of: &Tenant,
    after: Option<&str>,
    limit: i64,
) -> Result<ExportViewOutcome, Fault> {
    call(
        "select spindle.export_view($1, $2, $3)::text as answer",
        vec![tenant(of), optional(after, text), number(limit)],
    )
    .await
}
