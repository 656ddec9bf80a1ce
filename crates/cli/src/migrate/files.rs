//! The SQL files, embedded by `build.rs` or given by a test.

use std::borrow::Cow;

use anyhow::{Context, Result};
use sqlx::migrate::{Migration, MigrationType};
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// One file below `migrations/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlFile {
    /// For people and for its name: `migrations/functions/place_order.sql`.
    pub path: Cow<'static, str>,
    /// The whole file.
    pub text: Cow<'static, str>,
}

/// All files that make the schema.
#[derive(Debug, Clone)]
pub struct Migrations {
    /// `NNNN_description.sql`, applied once each, in order of their number.
    pub numbered: Vec<SqlFile>,
    /// One function each, named like its file; applied every time.
    pub functions: Vec<SqlFile>,
    /// One view each, of the rows that break a rule; applied every time, after the functions.
    pub invariants: Vec<SqlFile>,
}

impl Migrations {
    /// The files this command was built with.
    pub fn embedded() -> Self {
        Self {
            numbered: files(NUMBERED),
            functions: files(FUNCTIONS),
            invariants: files(INVARIANTS),
        }
    }

    /// As sqlx-cli would read them: same versions, descriptions and checksums.
    pub(super) fn sqlx_migrations(&self) -> Result<Vec<Migration>> {
        self.numbered.iter().map(SqlFile::sqlx_migration).collect()
    }

    pub(super) fn numbered_file(&self, version: i64) -> Option<&SqlFile> {
        self.numbered
            .iter()
            .find(|file| file.version() == Some(version))
    }
}

impl SqlFile {
    /// A file that is not on disk.
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: Cow::Owned(path.to_owned()),
            text: Cow::Owned(text.to_owned()),
        }
    }

    /// `place_order` for `migrations/functions/place_order.sql`.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".sql").unwrap_or(name)
    }

    /// The text for sqlx. It comes from our own files, never from a user.
    pub(super) fn sql(&self) -> SqlStr {
        AssertSqlSafe(self.text.clone().into_owned()).into_sql_str()
    }

    fn version(&self) -> Option<i64> {
        self.stem().split_once('_')?.0.parse().ok()
    }

    fn sqlx_migration(&self) -> Result<Migration> {
        let version = self
            .version()
            .with_context(|| format!("{} does not begin with a number and _.", self.path))?;
        let description = self
            .stem()
            .split_once('_')
            .map_or("", |(_, rest)| rest)
            .replace('_', " ");
        let outside_transaction = self.text.starts_with("-- no-transaction");
        Ok(Migration::new(
            version,
            description.into(),
            MigrationType::Simple,
            self.sql(),
            outside_transaction,
        ))
    }
}

/// What `spindle up` loads, so that there is something to buy.
pub(super) fn demo() -> Vec<SqlFile> {
    files(DEMO)
}

fn files(embedded: &[(&str, &'static str)]) -> Vec<SqlFile> {
    embedded
        .iter()
        .map(|(path, text)| SqlFile {
            path: Cow::Owned(format!("migrations/{path}")),
            text: Cow::Borrowed(text),
        })
        .collect()
}
