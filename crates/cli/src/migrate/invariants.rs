//! Applies `invariants/*.sql`: one view per file, which lists the rows that break a rule.
//!
//! They are dropped before anything else is applied: a view holds on to the columns it reads.

use anyhow::Result;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

use super::{SqlFile, explain};

/// Drops every view of schema `spindle`, which may not exist yet.
pub(super) async fn drop_all(connection: &mut PgConnection) -> Result<()> {
    let views: Option<String> = sqlx::query_scalar(
        "select string_agg(c.oid::regclass::text, ', ') from pg_class c \
         where c.relnamespace = to_regnamespace('spindle') and c.relkind = 'v'",
    )
    .fetch_one(&mut *connection)
    .await
    .map_err(|e| explain::sentence(&e))?;
    if let Some(views) = views {
        let statement = AssertSqlSafe(format!("drop view {views} cascade"));
        connection
            .execute(sqlx::raw_sql(statement))
            .await
            .map_err(|e| explain::sentence(&e))?;
    }
    Ok(())
}

/// Creates all of them, or none.
pub(super) async fn apply(connection: &mut PgConnection, files: &[SqlFile]) -> Result<()> {
    let mut transaction = connection
        .begin()
        .await
        .map_err(|e| explain::sentence(&e))?;
    for file in files {
        transaction
            .execute(sqlx::raw_sql(file.sql()))
            .await
            .map_err(|e| explain::in_file(file, &e))?;
    }
    transaction
        .commit()
        .await
        .map_err(|e| explain::sentence(&e))
}
