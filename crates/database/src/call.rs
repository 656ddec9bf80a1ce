//! One statement: open, ask, read the one answer, give the connection back.

use std::sync::OnceLock;

use api::Fault;
use serde::Serialize;
use serde::de::DeserializeOwned;
use spin_sdk::pg::{Connection, Error, ParameterValue, PgError, QueryError};
use uuid::Uuid;

/// Asks one SQL function and reads its answer.
pub(crate) async fn call<T: DeserializeOwned>(
    statement: &'static str,
    parameters: Vec<ParameterValue>,
) -> Result<T, Fault> {
    let answer = ask(statement, parameters).await?;
    serde_json::from_str(&answer)
        .map_err(|error| Fault::bug(format!("answer of {statement:?}: {error}")))
}

async fn ask(statement: &'static str, parameters: Vec<ParameterValue>) -> Result<String, Fault> {
    let connection = Connection::open(address().await?).await.map_err(fault)?;
    let rows = connection
        .query(statement, parameters)
        .await
        .map_err(fault)?;
    // Errors of the execution arrive at the end of the rows, not at the start.
    let rows = rows.collect().await.map_err(fault)?;

    let answer = rows.first().and_then(|row| row.get::<String>("answer"));
    answer.ok_or_else(|| Fault::bug(format!("{statement:?} gave no answer")))
}

/// Read once per instance: some variable providers ask over the network each time.
async fn address() -> Result<String, Fault> {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    if let Some(address) = ADDRESS.get() {
        return Ok(address.clone());
    }
    let address = api::variables::get("database_url").await?;
    Ok(ADDRESS.get_or_init(|| address).clone())
}

/// Whether it could work later is the server's to say, by its SQLSTATE.
fn fault(error: Error) -> Fault {
    let Error::PgError(error) = error else {
        return Fault::bug(format!("database: {error}"));
    };
    match &error {
        PgError::ConnectionFailed(why) => Fault::unavailable(format!("database: {why}")),
        PgError::QueryFailed(QueryError::DbError(db)) if is_temporary(&db.code) => {
            Fault::unavailable(format!("database: {} {}", db.code, db.message))
        }
        PgError::QueryFailed(QueryError::DbError(db)) => {
            Fault::bug(format!("database: {} {}", db.code, db.message))
        }
        // Not the server speaking: the connection broke under the statement.
        PgError::QueryFailed(QueryError::Text(text)) if is_broken_connection(text) => {
            Fault::unavailable(format!("database: {text}"))
        }
        other => Fault::bug(format!("database: {other:?}")),
    }
}

/// Serialization failure, deadlock, out of resources, shutting down or starting up.
fn is_temporary(sqlstate: &str) -> bool {
    matches!(sqlstate, "40001" | "40P01" | "55P03")
        || ["08", "53", "57"]
            .iter()
            .any(|class| sqlstate.starts_with(class))
}

fn is_broken_connection(text: &str) -> bool {
    [
        "connection",
        "communicating with the server",
        "timed out",
        "timeout",
    ]
    .iter()
    .any(|sign| text.contains(sign))
}

/// A text parameter; the statement casts it where the function wants another type.
pub(crate) fn text(value: &str) -> ParameterValue {
    ParameterValue::Str(value.to_owned())
}

pub(crate) fn number(value: i64) -> ParameterValue {
    ParameterValue::Int64(value)
}

pub(crate) fn uuid(value: Uuid) -> ParameterValue {
    ParameterValue::Uuid(value.to_string())
}

/// A JSON parameter: sent as text, so that no host parses it on the way.
pub(crate) fn json(value: &impl Serialize) -> Result<ParameterValue, Fault> {
    serde_json::to_string(value)
        .map(ParameterValue::Str)
        .map_err(|error| Fault::bug(format!("parameter: {error}")))
}

pub(crate) fn optional<T>(value: Option<T>, parameter: fn(T) -> ParameterValue) -> ParameterValue {
    value.map_or(ParameterValue::DbNull, parameter)
}
