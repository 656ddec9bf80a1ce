//! `spindle import`: goods from a file, all of them or none.
//!
//! Rows go into the database as they are; whether they make sense is for `spindle.apply_import` to
//! say. It is the same functions that `POST /api/v1/imports` calls.

mod functions;
mod progress;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::{Context, Result, bail};
use files::{Format, Row, Rows};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

use crate::connection;
use functions::{ApplyImportOutcome, CreateImportOutcome, Import, StageImportRowsOutcome};
use progress::{Counted, Progress};

/// Rows in one statement: enough that the way there and back does not count.
const BATCH: usize = 1_000;

/// Brings the goods of `file` into a shop. What changed, or what is wrong, goes to `log`.
pub async fn import(
    url: &str,
    tenant: &str,
    file: &Path,
    format: Option<Format>,
    log: &dyn Fn(&str),
) -> Result<()> {
    let format = format_of(file, format)?;
    let opened = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let length = opened.metadata().map(|data| data.len()).unwrap_or(0);
    let read = Arc::new(AtomicU64::new(0));
    let rows = Rows::new(format, Counted::new(opened, read.clone()))?;

    let mut connection = connection::connect(url).await?;
    let import_id = match functions::create_import(&mut connection, tenant).await? {
        CreateImportOutcome::Created { import } => import.id,
        CreateImportOutcome::UnknownTenant => bail!("There is no tenant {tenant}."),
    };
    stage(
        &mut connection,
        tenant,
        import_id,
        rows,
        Progress::start(length, read),
    )
    .await?;
    let outcome = functions::apply_import(&mut connection, tenant, import_id).await?;
    connection::close(connection).await;
    match outcome {
        ApplyImportOutcome::Applied { import } => {
            log(&changed(&import));
            Ok(())
        }
        ApplyImportOutcome::Failed { import } => {
            for error in &import.errors {
                log(&format!(
                    "row {}, {}: {}",
                    error.row, error.column, error.message
                ));
            }
            bail!(
                "Nothing was imported: {} errors in {} rows.",
                import.error_count,
                import.row_count
            )
        }
        ApplyImportOutcome::NotFound | ApplyImportOutcome::ImportClosed => {
            bail!("Somebody else ended this import.")
        }
    }
}

/// What the name ends in, unless somebody said it.
pub fn format_of(file: &Path, format: Option<Format>) -> Result<Format> {
    let ending = file.extension().and_then(|ending| ending.to_str());
    match format.or_else(|| ending?.parse().ok()) {
        Some(format) => Ok(format),
        None => bail!("{}: say --format csv or --format jsonl.", file.display()),
    }
}

async fn stage(
    connection: &mut PgConnection,
    tenant: &str,
    import_id: Uuid,
    mut rows: Rows<Counted<File>>,
    mut progress: Progress,
) -> Result<()> {
    loop {
        let batch: Vec<Row> = rows.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            progress.end();
            return Ok(());
        }
        match functions::stage_import_rows(connection, tenant, import_id, &batch).await? {
            StageImportRowsOutcome::Staged { row_count } => progress.reached(row_count),
            StageImportRowsOutcome::UnknownColumns { columns } => {
                bail!("Nobody knows these columns: {}.", columns.join(", "))
            }
            StageImportRowsOutcome::TooManyRows { limit } => {
                bail!("A file has at most {limit} rows.")
            }
            StageImportRowsOutcome::NotFound | StageImportRowsOutcome::ImportClosed => {
                bail!("Somebody else ended this import.")
            }
        }
    }
}

fn changed(import: &Import) -> String {
    let counts: Vec<String> = import
        .counts
        .iter()
        .map(|(what, count)| format!("{count} {}", what.replace('_', " ")))
        .collect();
    format!("{} rows: {}.", import.row_count, counts.join(", "))
}
