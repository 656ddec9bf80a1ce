//! Tenants for people to read.

use std::collections::HashMap;
use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::Value;
use sqlx::postgres::PgConnection;

use super::Tenant;
use super::setting::SETTINGS;

/// One line for each setting: name, value, default where it is another, meaning.
pub(super) async fn sheet(connection: &mut PgConnection, tenant: &Tenant) -> Result<String> {
    let defaults = defaults(connection).await?;
    let rows: Vec<[String; 3]> = SETTINGS
        .iter()
        .map(|setting| {
            let value = text(tenant.get(setting.name));
            let default = match defaults.get(setting.name) {
                Some(default) if *default == value => "default".to_owned(),
                Some(default) => format!("default {}", shown(default)),
                None => "no default".to_owned(),
            };
            [
                format!("{}={}", setting.name, shown(&value)),
                default,
                setting.help.to_owned(),
            ]
        })
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));

    let mut sheet = format!("{}\n", text(tenant.get("tenant_id")));
    for [assignment, default, help] in &rows {
        writeln!(sheet, "  {assignment:first$}  {default:second$}  {help}")?;
    }
    Ok(sheet)
}

/// One line for each tenant.
pub(super) fn lines(tenants: &[Tenant]) -> String {
    let cell = |tenant: &Tenant, name: &str| text(tenant.get(name));
    let width = tenants
        .iter()
        .map(|tenant| cell(tenant, "tenant_id").len())
        .max()
        .unwrap_or(0);
    tenants
        .iter()
        .map(|tenant| {
            let [id, currency, country, name] =
                ["tenant_id", "currency", "country", "name"].map(|column| cell(tenant, column));
            format!("{id:width$}  {currency}  {country}  {name}\n")
        })
        .collect()
}

/// What each column gets when nobody names it, as the catalog says.
async fn defaults(connection: &mut PgConnection) -> Result<HashMap<String, String>> {
    let query = "select a.attname::text, pg_get_expr(d.adbin, d.adrelid)
                   from pg_attrdef d
                   join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
                  where d.adrelid = 'spindle.tenants'::regclass";
    let rows: Vec<(String, String)> = sqlx::query_as(query)
        .fetch_all(connection)
        .await
        .context("The defaults cannot be read")?;
    Ok(rows
        .into_iter()
        .map(|(column, expression)| (column, literal(&expression)))
        .collect())
}

/// `'half_even'::text` is `half_even`, `'{}'::text[]` is nothing.
fn literal(expression: &str) -> String {
    match expression.split('\'').nth(1) {
        Some("{}") => String::new(),
        Some(inside) => inside.to_owned(),
        None => expression.to_owned(),
    }
}

/// As it would be written on the command line.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(items)) => {
            let items: Vec<String> = items.iter().map(|item| text(Some(item))).collect();
            items.join(",")
        }
        Some(other) => other.to_string(),
    }
}

/// Nothing is hard to see.
fn shown(value: &str) -> String {
    match value {
        "" => "\"\"".to_owned(),
        value if value.contains(' ') => format!("\"{value}\""),
        value => value.to_owned(),
    }
}
