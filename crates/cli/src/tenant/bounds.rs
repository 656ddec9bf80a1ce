//! What the table's CHECKs allow, in words. They are the authority; nothing here repeats a number.

use anyhow::anyhow;
use serde_json::{Map, Value};
use sqlx::postgres::{PgConnection, PgDatabaseError};

/// SQLSTATE check_violation.
const CHECK_VIOLATION: &str = "23514";

/// Turns the violation of a CHECK into a sentence that names the setting and its bound.
pub(super) async fn explain(
    connection: &mut PgConnection,
    tenant_id: &str,
    settings: &Map<String, Value>,
    error: sqlx::Error,
) -> anyhow::Error {
    match violated(connection, &error).await {
        Some((column, check)) => {
            let value = match settings.get(&column) {
                Some(Value::String(text)) => text.clone(),
                Some(value) => value.to_string(),
                None => tenant_id.to_owned(),
            };
            anyhow!("{column} is {value}, but must be {}.", in_words(&check))
        }
        None => anyhow!("The tenant cannot be written: {error}."),
    }
}

/// The column and the CHECK that says no.
async fn violated(connection: &mut PgConnection, error: &sqlx::Error) -> Option<(String, String)> {
    let error: &PgDatabaseError = error.as_database_error()?.try_downcast_ref()?;
    if error.code() != CHECK_VIOLATION {
        return None;
    }
    sqlx::query_as(
        "select a.attname::text, pg_get_expr(c.conbin, c.conrelid)
           from pg_constraint c
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
          where c.conrelid = to_regclass(format('%I.%I', $1, $2)) and c.conname = $3",
    )
    .bind(error.schema()?)
    .bind(error.table()?)
    .bind(error.constraint()?)
    .fetch_optional(connection)
    .await
    .ok()?
}

/// `((a >= 1) AND (a <= 9))` is "from 1 to 9". An expression of another form is shown as it is.
fn in_words(check: &str) -> String {
    let quoted: Vec<&str> = check.split('\'').skip(1).step_by(2).collect();
    let limit = |sign: &str| {
        let after = check.split(sign).nth(1)?;
        let number: String = after
            .trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        (!number.is_empty()).then_some(number)
    };
    let unit = match check {
        check if check.contains("length(") => " characters long",
        check if check.contains("cardinality(") => " of them",
        _ => "",
    };
    match (limit(">="), limit("<="), quoted.as_slice()) {
        (_, _, [pattern]) if check.contains('~') => format!("as {pattern} describes"),
        (_, _, choices) if check.contains("ANY (ARRAY[") => {
            format!("one of {}", choices.join(", "))
        }
        (Some(least), Some(most), _) => format!("from {least} to {most}{unit}"),
        (None, Some(most), _) => format!("at most {most}{unit}"),
        _ => format!("such that {check}"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn a_check_is_put_into_words() {
        for (check, words) in [
            (
                "((hold_minutes >= 1) AND (hold_minutes <= 10080))",
                "from 1 to 10080",
            ),
            (
                "((length(name) >= 1) AND (length(name) <= 200))",
                "from 1 to 200 characters long",
            ),
            ("(length(region) <= 100)", "at most 100 characters long"),
            ("(cardinality(sells_in) <= 50)", "at most 50 of them"),
            (
                "(price_list ~ '^[a-z0-9_-]{1,50}$'::text)",
                "as ^[a-z0-9_-]{1,50}$ describes",
            ),
            (
                "(cart_merge = ANY (ARRAY['sum'::text, 'guest'::text]))",
                "one of sum, guest",
            ),
            ("(a <> b)", "such that (a <> b)"),
        ] {
            assert_eq!(in_words(check), words);
        }
    }
}
