//! Postgres errors as `spin:postgres` shows them to components.

use deadpool_postgres::{PoolError, TimeoutType};
use tokio_postgres::error::DbError as ServerError;

use crate::bindings::spin::postgres::postgres::{DbError, Error, QueryError};
use crate::error::one_line;

/// Why a connection could not be had.
pub(super) fn no_connection(error: &PoolError) -> String {
    match error {
        PoolError::Timeout(TimeoutType::Create) => "the server did not answer in time".to_owned(),
        PoolError::Timeout(_) => "no connection became free in time".to_owned(),
        PoolError::Closed => "the host is shutting down".to_owned(),
        other => one_line(other),
    }
}

/// A statement failed: the server said so, or it did not get that far.
pub(super) fn query_failed(error: &tokio_postgres::Error) -> Error {
    if error.is_closed() {
        return Error::ConnectionFailed(one_line(error));
    }
    Error::QueryFailed(match error.as_db_error() {
        Some(server) => QueryError::DbError(db_error(error, server)),
        None => QueryError::Text(one_line(error)),
    })
}

fn db_error(error: &tokio_postgres::Error, server: &ServerError) -> DbError {
    let extras = [
        ("where", server.where_()),
        ("schema", server.schema()),
        ("table", server.table()),
        ("column", server.column()),
        ("datatype", server.datatype()),
        ("constraint", server.constraint()),
        ("hint", server.hint()),
        ("routine", server.routine()),
    ];
    DbError {
        as_text: one_line(error),
        severity: server.severity().to_owned(),
        code: server.code().code().to_owned(),
        message: server.message().to_owned(),
        detail: server.detail().map(str::to_owned),
        extras: extras
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
            .collect(),
    }
}
