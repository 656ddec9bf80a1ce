//! `spindle export`: the goods of a shop as a file that `spindle import` takes.

use std::io::Write;

use anyhow::{Result, bail};
use files::{Format, Row};
use serde::Deserialize;
use sqlx::postgres::PgConnection;

use crate::connection;

/// Rows of one statement.
const PAGE: i64 = 1_000;

/// What `spindle.export_view` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum ExportViewOutcome {
    Listed {
        columns: Vec<String>,
        rows: Vec<Row>,
        next: Option<String>,
    },
    UnknownTenant,
}

/// Writes all goods of a shop, in order of their skus. Each page is what the shop was at one
/// moment; pages are not one snapshot. Returns the number of rows.
pub async fn export(url: &str, tenant: &str, format: Format, mut to: impl Write) -> Result<usize> {
    let mut connection = connection::connect(url).await?;
    let (mut after, mut written) = (None, 0);
    loop {
        match export_view(&mut connection, tenant, after.as_deref()).await? {
            ExportViewOutcome::UnknownTenant => bail!("There is no tenant {tenant}."),
            ExportViewOutcome::Listed {
                columns,
                rows,
                next,
            } => {
                files::write(format, &columns, &rows, written == 0, &mut to)?;
                written += rows.len();
                after = next;
            }
        }
        if after.is_none() {
            connection::close(connection).await;
            return Ok(written);
        }
    }
}

async fn export_view(
    connection: &mut PgConnection,
    tenant: &str,
    after: Option<&str>,
) -> Result<ExportViewOutcome> {
    let call = sqlx::query_scalar("select spindle.export_view($1, $2, $3)::text");
    let call = call.bind(tenant).bind(after).bind(PAGE);
    let answer: String = call.fetch_one(connection).await?;
    Ok(serde_json::from_str(&answer)?)
}
