//! `spindle migrate`: numbered migrations once, functions and invariants every time.
//!
//! The numbered files are sqlx's: the table `_sqlx_migrations` is the one sqlx-cli reads and
//! writes. The functions are re-applied by [`functions`] in one transaction. Any number of these
//! may run at once on one database: the second waits, and finds nothing left to do.

mod explain;
mod files;
mod functions;
mod invariants;

use anyhow::Result;
use sqlx::Executor;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgConnection;

pub use files::{Migrations, SqlFile};

use crate::connection;

/// Held until the connection ends. sqlx's own lock covers the numbered files only. Any number will
/// do that nobody else uses: "spindle" in ASCII.
const LOCK: i64 = 0x73_70_69_6e_64_6c_65;

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// Numbered migrations that this run applied.
    pub migrations: usize,
    /// Functions that exist now.
    pub functions: usize,
}

/// Brings the database at `url` to the schema this command was built with. `log` gets a line for
/// each thing done. The error is a sentence that names the file and the line.
pub async fn migrate(url: &str, log: &dyn Fn(&str)) -> Result<Migrated> {
    Migrations::embedded().apply(url, log).await
}

/// Adds the demo tenants and their products; what is there already stays as it is.
pub async fn load_demo(url: &str) -> Result<()> {
    let mut connection = connection::connect(url).await?;
    for file in files::demo() {
        connection
            .execute(sqlx::raw_sql(file.sql()))
            .await
            .map_err(|e| explain::in_file(&file, &e))?;
    }
    connection::close(connection).await;
    Ok(())
}

impl Migrations {
    /// [`migrate`], with other files.
    pub async fn apply(&self, url: &str, log: &dyn Fn(&str)) -> Result<Migrated> {
        let mut connection = connection::connect(url).await?;
        connection::check_version(&mut connection, log).await?;
        prepare_session(&mut connection).await?;
        // Nothing but `spindle verify` reads them, and they must not be in the way of a change.
        invariants::drop_all(&mut connection).await?;
        let migrations = self.apply_numbered(&mut connection, log).await?;
        let functions = functions::apply(&mut connection, &self.functions, log).await?;
        invariants::apply(&mut connection, &self.invariants).await?;
        connection::close(connection).await;
        Ok(Migrated {
            migrations,
            functions,
        })
    }

    async fn apply_numbered(
        &self,
        connection: &mut PgConnection,
        log: &dyn Fn(&str),
    ) -> Result<usize> {
        let before = count_applied(connection).await?;
        let migrator = Migrator::with_migrations(self.sqlx_migrations()?);
        migrator
            .run_direct(None, connection, false)
            .await
            .map_err(|e| self.explain(&e))?;
        let applied = count_applied(connection).await?.saturating_sub(before);
        if applied > 0 {
            log(&format!(
                "Applied {applied} of {} migrations.",
                self.numbered.len()
            ));
        }
        Ok(applied)
    }

    fn explain(&self, error: &MigrateError) -> anyhow::Error {
        match error {
            MigrateError::ExecuteMigration(error, version) => match self.numbered_file(*version) {
                Some(file) => explain::in_file(file, error),
                None => explain::sentence(error),
            },
            MigrateError::VersionMismatch(version) => anyhow::anyhow!(
                "{} was changed after it had been applied to this database: write a new migration instead.",
                self.numbered_file(*version)
                    .map_or("A migration", |file| &file.path),
            ),
            MigrateError::VersionMissing(version) => anyhow::anyhow!(
                "This database has migration {version}, which this version of spindle does not know: it is newer.",
            ),
            other => anyhow::anyhow!("The migrations cannot be applied: {other}."),
        }
    }
}

/// Waits for other runs, but not for ever. Notices such as "does not exist, skipping" tell nothing.
async fn prepare_session(connection: &mut PgConnection) -> Result<()> {
    let settings =
        "set lock_timeout = '60s'; set client_min_messages = warning; set timezone = 'UTC'";
    connection
        .execute(settings)
        .await
        .map_err(|e| explain::sentence(&e))?;
    let lock = sqlx::query("select pg_advisory_lock($1)").bind(LOCK);
    lock.execute(connection)
        .await
        .map_err(|e| explain::sentence(&e))?;
    Ok(())
}

async fn count_applied(connection: &mut PgConnection) -> Result<usize> {
    let table_exists: bool =
        sqlx::query_scalar("select to_regclass('_sqlx_migrations') is not null")
            .fetch_one(&mut *connection)
            .await
            .map_err(|e| explain::sentence(&e))?;
    if !table_exists {
        return Ok(0);
    }
    let applied: i64 = sqlx::query_scalar("select count(*) from _sqlx_migrations")
        .fetch_one(connection)
        .await
        .map_err(|e| explain::sentence(&e))?;
    Ok(usize::try_from(applied).unwrap_or(0))
}
