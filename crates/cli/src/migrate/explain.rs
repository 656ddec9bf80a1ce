//! What Postgres said, as a sentence that names our file and line.

use anyhow::anyhow;
use sqlx::postgres::{PgDatabaseError, PgErrorPosition};

use super::SqlFile;

/// An error while running the text of `file`.
pub(super) fn in_file(file: &SqlFile, error: &sqlx::Error) -> anyhow::Error {
    match line(file, error) {
        Some(line) => anyhow!("{}, line {line}: {}.", file.path, message(error)),
        None => anyhow!("{}: {}.", file.path, message(error)),
    }
}

/// An error without a file.
pub(super) fn sentence(error: &sqlx::Error) -> anyhow::Error {
    anyhow!("The database cannot be migrated: {}.", message(error))
}

/// The SQLSTATE, when the server answered.
pub(super) fn code(error: &sqlx::Error) -> Option<&str> {
    database_error(error).map(PgDatabaseError::code)
}

fn database_error(error: &sqlx::Error) -> Option<&PgDatabaseError> {
    error.as_database_error()?.try_downcast_ref()
}

fn message(error: &sqlx::Error) -> String {
    let Some(error) = database_error(error) else {
        return error.to_string();
    };
    let detail = error
        .detail()
        .map(|detail| format!(" ({})", detail.trim_end_matches('.')));
    format!("{}{}", error.message(), detail.unwrap_or_default()).replace('\n', " ")
}

/// Postgres counts characters from 1. An error inside a `do` block has no position in the file.
fn line(file: &SqlFile, error: &sqlx::Error) -> Option<usize> {
    let PgErrorPosition::Original(position) = database_error(error)?.position()? else {
        return None;
    };
    Some(
        1 + file
            .text
            .chars()
            .take(position.saturating_sub(1))
            .filter(|c| *c == '\n')
            .count(),
    )
}
