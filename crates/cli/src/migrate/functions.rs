//! Applies `functions/*.sql`: afterwards schema `spindle` has these functions and no others.
//!
//! One transaction, so that nobody ever sees half of them. Two passes: the first creates them
//! with their bodies unread, in whatever order; the second reads the bodies, when everything
//! they could name is there.

use anyhow::{Result, anyhow};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor, Postgres, Transaction};

use super::{SqlFile, explain};

/// SQLSTATE invalid_function_definition: what `create or replace` says when a parameter has
/// another name, a default is gone or the result has another type.
const CANNOT_REPLACE: &str = "42P13";

/// Returns how many functions there are now.
pub(super) async fn apply(
    connection: &mut PgConnection,
    files: &[SqlFile],
    log: &dyn Fn(&str),
) -> Result<usize> {
    let mut transaction = connection
        .begin()
        .await
        .map_err(|e| explain::sentence(&e))?;
    // The transaction takes its number now, so that whatever it creates has a later one.
    run(&mut transaction, "select pg_current_xact_id()").await?;

    run(&mut transaction, "set local check_function_bodies = off").await?;
    for file in files {
        replace(&mut transaction, file, log).await?;
    }
    run(&mut transaction, "set local check_function_bodies = on").await?;
    for file in files {
        create(&mut transaction, file)
            .await
            .map_err(|e| explain::in_file(file, &e))?;
    }
    drop_vanished(&mut transaction, log).await?;
    take_from_public(&mut transaction).await?;
    let functions = names(&mut transaction, "true").await?.len();
    transaction
        .commit()
        .await
        .map_err(|e| explain::sentence(&e))?;
    Ok(functions)
}

/// Creates the function of `file`, dropping the old one first where Postgres insists on it.
async fn replace(
    transaction: &mut Transaction<'_, Postgres>,
    file: &SqlFile,
    log: &dyn Fn(&str),
) -> Result<()> {
    run(transaction, "savepoint file").await?;
    match create(transaction, file).await {
        Ok(()) => {}
        Err(error) if explain::code(&error) == Some(CANNOT_REPLACE) => {
            run(transaction, "rollback to savepoint file").await?;
            let old = names(transaction, &format!("p.proname = '{}'", file.stem())).await?;
            for function in old {
                log(&format!(
                    "{function} has another signature now: created again."
                ));
                drop(transaction, &function).await?;
            }
            create(transaction, file)
                .await
                .map_err(|e| explain::in_file(file, &e))?;
        }
        Err(error) => return Err(explain::in_file(file, &error)),
    }
    run(transaction, "release savepoint file").await
}

async fn create(transaction: &mut Transaction<'_, Postgres>, file: &SqlFile) -> sqlx::Result<()> {
    transaction
        .execute(sqlx::raw_sql(file.sql()))
        .await
        .map(|_| ())
}

/// What this transaction did not create has no file any more. `age` is 0 for the transaction's
/// own number and negative for those of its savepoints.
async fn drop_vanished(
    transaction: &mut Transaction<'_, Postgres>,
    log: &dyn Fn(&str),
) -> Result<()> {
    for function in names(transaction, "age(p.xmin) > 0").await? {
        log(&format!("{function} has no file any more: dropped."));
        drop(transaction, &function).await?;
    }
    Ok(())
}

/// Postgres lets everybody execute a new function, and `alter default privileges in schema` cannot
/// take that away. What a component may call is granted to its role, by name.
async fn take_from_public(transaction: &mut Transaction<'_, Postgres>) -> Result<()> {
    if names(transaction, "true").await?.is_empty() {
        return Ok(()); // The schema may not exist.
    }
    run(
        transaction,
        "revoke execute on all routines in schema spindle from public",
    )
    .await
}

/// Functions and procedures of schema `spindle` as `spindle.f(text,uuid)`, sorted.
async fn names(
    transaction: &mut Transaction<'_, Postgres>,
    condition: &str,
) -> Result<Vec<String>> {
    let query = format!(
        "select p.oid::regprocedure::text from pg_proc p \
         where p.pronamespace = to_regnamespace('spindle') and {condition} order by 1"
    );
    sqlx::query_scalar(AssertSqlSafe(query))
        .fetch_all(&mut **transaction)
        .await
        .map_err(|e| explain::sentence(&e))
}

async fn drop(transaction: &mut Transaction<'_, Postgres>, function: &str) -> Result<()> {
    let statement = AssertSqlSafe(format!("drop routine {function}"));
    match transaction.execute(sqlx::raw_sql(statement)).await {
        Ok(_) => Ok(()),
        Err(error) => Err(anyhow!(
            "{function} cannot be dropped: {}",
            explain::sentence(&error)
        )),
    }
}

async fn run(transaction: &mut Transaction<'_, Postgres>, statement: &str) -> Result<()> {
    let statement = sqlx::raw_sql(AssertSqlSafe(statement.to_owned()));
    transaction
        .execute(statement)
        .await
        .map(|_| ())
        .map_err(|e| explain::sentence(&e))
}
