//! `spindle verify`: asks a database for the rows that break an invariant.
//!
//! An invariant is a view `spindle.broken_<what>` (migrations/invariants); its comment is the rule.
//! It must be empty at any moment, also while the shop is selling.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use serde::Serialize;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Executor};

use crate::connection;

/// The invariants of a database with their rules, by name.
pub const INVARIANTS: &str = "select substr(c.relname, 8), obj_description(c.oid, 'pg_class') \
    from pg_class c \
    where c.relnamespace = to_regnamespace('spindle') and c.relkind = 'v' and c.relname like 'broken\\_%' \
    order by 1";

/// Rows shown per invariant; all of them are counted.
const SHOWN: usize = 5;

/// What became of one invariant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `stock` for `spindle.broken_stock`.
    pub invariant: String,
    /// What has to be true.
    pub rule: String,
    /// How many rows break it.
    pub count: i64,
    /// The first of them as JSON.
    pub rows: Vec<serde_json::Value>,
}

/// The rows that break `invariant`, each as JSON with the number of all before it. With a tenant, `$1` is its id.
pub fn broken_rows(invariant: &str, of_tenant: bool) -> String {
    let condition = if of_tenant {
        "where b.tenant_id = $1"
    } else {
        ""
    };
    format!(
        "select count(*) over (), to_jsonb(b)::text from spindle.broken_{invariant} b {condition} limit {SHOWN}"
    )
}

/// Checks each invariant, of one tenant or of all, as of one moment.
pub async fn verify(url: &str, tenant: Option<&str>) -> Result<Vec<Finding>> {
    let mut connection = connection::connect(url).await?;
    connection
        .execute("begin isolation level repeatable read, read only")
        .await
        .context("Postgres does not begin")?;
    if let Some(tenant) = tenant {
        check_tenant(&mut connection, tenant).await?;
    }
    let invariants: Vec<(String, Option<String>)> = sqlx::query_as(INVARIANTS)
        .fetch_all(&mut connection)
        .await
        .context("The invariants cannot be listed")?;
    if invariants.is_empty() {
        bail!("This database has no invariants: bring it up to date with `spindle migrate`.");
    }
    let mut findings = Vec::new();
    for (invariant, rule) in invariants {
        let finding = check(&mut connection, invariant, rule.unwrap_or_default(), tenant).await?;
        findings.push(finding);
    }
    connection::close(connection).await;
    Ok(findings)
}

/// For people: one line each, and below it the first rows that break it.
pub fn sheet(findings: &[Finding]) -> String {
    let width = findings
        .iter()
        .map(|f| f.invariant.len())
        .max()
        .unwrap_or(0);
    let mut sheet = String::new();
    for finding in findings {
        let Finding {
            invariant,
            rule,
            count,
            rows,
        } = finding;
        let _ = writeln!(sheet, "{invariant:width$} {count:>6}  {rule}");
        for row in rows {
            let _ = writeln!(sheet, "{:width$}         {row}", "");
        }
    }
    sheet
}

/// How many are broken.
pub fn broken(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.count > 0).count()
}

async fn check_tenant(connection: &mut PgConnection, tenant: &str) -> Result<()> {
    let known: bool =
        sqlx::query_scalar("select exists (select from spindle.tenants where tenant_id = $1)")
            .bind(tenant)
            .fetch_one(connection)
            .await
            .context("The tenants cannot be read")?;
    if !known {
        bail!("There is no tenant {tenant}: `spindle tenant list` shows those there are.");
    }
    Ok(())
}

async fn check(
    connection: &mut PgConnection,
    invariant: String,
    rule: String,
    tenant: Option<&str>,
) -> Result<Finding> {
    let query = AssertSqlSafe(broken_rows(&invariant, tenant.is_some()));
    let mut query = sqlx::query_as(query);
    if let Some(tenant) = tenant {
        query = query.bind(tenant);
    }
    let rows: Vec<(i64, String)> = query
        .fetch_all(connection)
        .await
        .with_context(|| format!("spindle.broken_{invariant} cannot be read"))?;
    Ok(Finding {
        count: rows.first().map_or(0, |(count, _)| *count),
        rows: rows
            .iter()
            .map(|(_, row)| serde_json::from_str(row))
            .collect::<Result<_, _>>()?,
        invariant,
        rule,
    })
}
