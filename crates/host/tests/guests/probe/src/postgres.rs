//! Postgres deeds on the address in the variable `database_url`.

use spin_sdk::pg::{Connection, DbValue, Error, ParameterValue};
use spin_sdk::variables;

use crate::{Answer, debug, faults};

async fn open() -> Result<Connection, String> {
    let address = variables::get("database_url").await.map_err(debug)?;
    Connection::open(address).await.map_err(debug)
}

/// Opens a connection to the address given.
pub async fn connect(address: &str) -> Answer {
    Connection::open(address).await.map_err(debug)?;
    Ok("connected".to_owned())
}

/// The number of columns, then the rows, values with commas.
pub async fn query(statement: &str) -> Answer {
    let connection = open().await?;
    let result = connection
        .query(statement, Vec::new())
        .await
        .map_err(describe)?;
    let columns = result.columns().len();
    let rows = result.collect().await.map_err(describe)?;
    let rows = rows.iter().map(|row| {
        let values: Vec<_> = (0..columns).map(|at| text(&row[at])).collect();
        format!("\n{}", values.join(","))
    });
    Ok(format!("{columns} columns{}", rows.collect::<String>()))
}

/// The number of rows touched.
pub async fn execute(statement: &str) -> Answer {
    let done = open().await?.execute(statement, Vec::new()).await;
    done.map(|rows| rows.to_string()).map_err(describe)
}

/// Begins a transaction, executes the statement, and forgets to commit.
pub async fn leave_open(statement: &str) -> Answer {
    let connection = open().await?;
    connection
        .execute("begin", Vec::new())
        .await
        .map_err(describe)?;
    connection
        .execute(statement, Vec::new())
        .await
        .map_err(describe)?;
    Ok("left open".to_owned())
}

/// The same, and traps.
pub async fn leave_open_and_trap(statement: &str) -> Answer {
    let connection = open().await?;
    connection
        .execute("begin", Vec::new())
        .await
        .map_err(describe)?;
    connection
        .execute(statement, Vec::new())
        .await
        .map_err(describe)?;
    faults::trap()
}

/// Holds a connection for some milliseconds.
pub async fn hold(argument: &str) -> Answer {
    let _connection = open().await?;
    faults::sleep(argument).await
}

/// Sends a value of many types and tells which do not come back as they were.
pub async fn types() -> Answer {
    use ParameterValue as P;
    let cases: Vec<(&str, ParameterValue, DbValue)> = vec![
        ("bool", P::Boolean(true), DbValue::Boolean(true)),
        ("int2", P::Int16(-2), DbValue::Int16(-2)),
        ("int4", P::Int32(4), DbValue::Int32(4)),
        ("int8", P::Int64(i64::MIN), DbValue::Int64(i64::MIN)),
        ("text", P::Str("é🦀".into()), DbValue::Str("é🦀".into())),
        (
            "bytea",
            P::Binary(vec![0, 255]),
            DbValue::Binary(vec![0, 255]),
        ),
        ("date", P::Date((2024, 2, 29)), DbValue::Date((2024, 2, 29))),
        (
            "time",
            P::Time((23, 59, 58, 1_000)),
            DbValue::Time((23, 59, 58, 1_000)),
        ),
        (
            "timestamp",
            P::Datetime((2024, 2, 29, 1, 2, 3, 4_000)),
            DbValue::Datetime((2024, 2, 29, 1, 2, 3, 4_000)),
        ),
        (
            "numeric",
            P::Decimal("12.340".into()),
            DbValue::Decimal("12.340".into()),
        ),
        (
            "jsonb",
            P::Jsonb(b"[1, 2]".to_vec()),
            DbValue::Jsonb(b"[1, 2]".to_vec()),
        ),
        (
            "int4[]",
            P::ArrayInt32(vec![Some(1), None]),
            DbValue::ArrayInt32(vec![Some(1), None]),
        ),
        (
            "text[]",
            P::ArrayStr(vec![Some("a".into())]),
            DbValue::ArrayStr(vec![Some("a".into())]),
        ),
        (
            "numeric[]",
            P::ArrayDecimal(vec![Some("1.5".into())]),
            DbValue::ArrayDecimal(vec![Some("1.5".into())]),
        ),
        ("uuid", P::DbNull, DbValue::DbNull),
    ];
    let connection = open().await?;
    let mut wrong = Vec::new();
    for (name, sent, expected) in cases {
        let result = connection
            .query(format!("select $1::{name}"), vec![sent])
            .await
            .map_err(describe)?;
        let rows = result.collect().await.map_err(describe)?;
        let (found, expected) = (format!("{:?}", rows[0][0]), format!("{expected:?}"));
        if found != expected {
            wrong.push(format!("{name}: {found} is not {expected}"));
        }
    }
    Ok(wrong.join("\n"))
}

fn text(value: &DbValue) -> String {
    match value {
        DbValue::Str(text) => text.clone(),
        DbValue::Int32(number) => number.to_string(),
        DbValue::Int64(number) => number.to_string(),
        DbValue::DbNull => "null".to_owned(),
        other => format!("{other:?}"),
    }
}

fn describe(error: Error) -> String {
    format!("{error:?}")
}
