//! `spindle schema`: what the database is, as text that a review can read and a test can compare.
//!
//! It comes from the catalogs and is the same on every PostgreSQL from 15 to 17 and on the
//! embedded one. It is not a backup and not meant to be executed: migrations make the schema.

use std::path::PathBuf;

use anyhow::{Context, Result};
use sqlx::Executor;
use sqlx::postgres::PgConnection;

use crate::connection;

/// Each query answers one column of text, in its final order.
const SECTIONS: [(&str, &str); 5] = [
    ("Tables", include_str!("schema/tables.sql")),
    ("Indexes", include_str!("schema/indexes.sql")),
    ("Functions", include_str!("schema/functions.sql")),
    ("Rights", include_str!("schema/rights.sql")),
    ("Comments", include_str!("schema/comments.sql")),
];

/// Nothing that a server or a user can set may show in the text.
const SETTINGS: &str = "set search_path = pg_catalog; set timezone = 'UTC'; \
    set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set quote_all_identifiers = off";

const HEADER: &str = "\
-- What the migrations and functions add up to. Written by `cargo spindle schema --write`;
-- a test fails when it is stale. Read it in a review; never run or edit it.
";

/// Schema `spindle` of the database at `url`.
pub async fn dump(url: &str) -> Result<String> {
    let mut connection = connection::connect(url).await?;
    connection::check_version(&mut connection, &|_| ()).await?;
    let text = dump_from(&mut connection)
        .await
        .context("The schema cannot be read")?;
    connection::close(connection).await;
    Ok(text)
}

/// `migrations/schema.sql` in the source tree.
pub fn file() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../migrations/schema.sql"
    ))
}

async fn dump_from(connection: &mut PgConnection) -> sqlx::Result<String> {
    connection.execute(SETTINGS).await?;
    let mut text = HEADER.to_owned();
    for (title, query) in SECTIONS {
        let items: Vec<String> = sqlx::query_scalar(query)
            .fetch_all(&mut *connection)
            .await?;
        text.push_str(&format!("\n-- {title}\n\n"));
        for item in items {
            text.push_str(&item);
            text.push('\n');
        }
    }
    Ok(text)
}
