//! `spindle tenant`: who sells here, and how. Each setting is a column of `spindle.tenants`.
//!
//! Not a way around the functions: it calls them, as the owner of the database.

mod bounds;
mod functions;
mod setting;
mod show;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use sqlx::postgres::PgConnection;

use crate::connection;
use functions::{AddTenantOutcome, SetTenantOutcome, TenantViewOutcome};

pub use setting::{Assignment, SETTINGS, Setting, parse_assignment, parse_percentage};

/// A tenant with all of its settings, as the database holds them.
pub type Tenant = Map<String, Value>;

/// Opens a tenant. `tax_percent` is the standard rate at home, `"8.25"`; the text that comes back is
/// what [`show`] prints.
pub async fn add(
    url: &str,
    tenant_id: &str,
    settings: Vec<Assignment>,
    tax_percent: Option<&str>,
) -> Result<String> {
    let settings = setting::collect(settings)?;
    for needed in ["name", "currency"] {
        if !settings.contains_key(needed) {
            bail!("A tenant needs {needed}=…, which has no default.");
        }
    }
    let mut connection = connection::connect(url).await?;
    let outcome = functions::add_tenant(&mut connection, tenant_id, &settings, tax_percent).await;
    let tenant = match outcome {
        Err(error) => {
            return Err(bounds::explain(&mut connection, tenant_id, &settings, error).await);
        }
        Ok(AddTenantOutcome::Added { tenant }) => tenant,
        Ok(AddTenantOutcome::TenantExists) => {
            bail!("There is a tenant {tenant_id} already: change it with `spindle tenant set`.")
        }
        Ok(AddTenantOutcome::UnknownTimeZone) => return Err(unknown_time_zone(&settings)),
    };
    show::sheet(&mut connection, &tenant).await
}

/// Changes some settings, all or none.
pub async fn set(url: &str, tenant_id: &str, settings: Vec<Assignment>) -> Result<String> {
    let settings = setting::collect(settings)?;
    let mut connection = connection::connect(url).await?;
    let outcome = functions::set_tenant(&mut connection, tenant_id, &settings).await;
    let tenant = match outcome {
        Err(error) => {
            return Err(bounds::explain(&mut connection, tenant_id, &settings, error).await);
        }
        Ok(SetTenantOutcome::Set { tenant }) => tenant,
        Ok(SetTenantOutcome::UnknownTenant) => return Err(unknown_tenant(tenant_id)),
        Ok(SetTenantOutcome::UnknownTimeZone) => return Err(unknown_time_zone(&settings)),
        Ok(SetTenantOutcome::CurrencyInUse { used_by }) => bail!(
            "The currency of {tenant_id} stays as it is: it has {}, whose amounts are numbers of that \
             currency and would silently become another value. Sell in more currencies with \
             sells_in=…, or add another tenant.",
            used_by.join(", "),
        ),
    };
    show::sheet(&mut connection, &tenant).await
}

/// One tenant, as a sheet for people or as JSON.
pub async fn show(url: &str, tenant_id: &str, json: bool) -> Result<String> {
    let mut connection = connection::connect(url).await?;
    match functions::tenant_view(&mut connection, tenant_id).await? {
        TenantViewOutcome::UnknownTenant => Err(unknown_tenant(tenant_id)),
        TenantViewOutcome::Found { tenant } if json => {
            Ok(serde_json::to_string_pretty(&tenant)? + "\n")
        }
        TenantViewOutcome::Found { tenant } => show::sheet(&mut connection, &tenant).await,
    }
}

/// All tenants, one line each, sorted by id; or as a JSON array.
pub async fn list(url: &str, json: bool) -> Result<String> {
    let mut connection = connection::connect(url).await?;
    let tenants = all(&mut connection).await?;
    Ok(match json {
        true => serde_json::to_string_pretty(&tenants)? + "\n",
        false => show::lines(&tenants),
    })
}

async fn all(connection: &mut PgConnection) -> Result<Vec<Tenant>> {
    let query = "select coalesce(jsonb_agg(to_jsonb(t) order by t.tenant_id), '[]')::text from spindle.tenants t";
    let text: String = sqlx::query_scalar(query)
        .fetch_one(connection)
        .await
        .context("The tenants cannot be read")?;
    Ok(serde_json::from_str(&text)?)
}

fn unknown_tenant(tenant_id: &str) -> anyhow::Error {
    anyhow::anyhow!("There is no tenant {tenant_id}: `spindle tenant list` shows those there are.")
}

fn unknown_time_zone(settings: &Map<String, Value>) -> anyhow::Error {
    let name = settings.get("time_zone").and_then(Value::as_str);
    anyhow::anyhow!(
        "time_zone is {}, which this server does not know: a name such as America/New_York is meant.",
        name.unwrap_or_default(),
    )
}
