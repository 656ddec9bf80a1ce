//! Carts, checkouts and orders, made before the clock starts.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use http::HeaderValue;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use super::direct::Caller;
use super::folder::random_name;
use super::job::{Job, Jobs, Subject};
use super::scenario::Scenario;
use crate::token::{Claims, DevKeys};

/// Longer than any bench.
const TOKEN_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

/// Orders and customers to choose from where a scenario does not use them up.
const STANDING: usize = 200;

const CASH: &str = r#"{"payment_method": "CASH_ON_DELIVERY"}"#;
const CARD: &str = r#"{"payment_method": "CREDIT_CARD", "payment_token": "tok_success"}"#;

/// Makes what requests are about, in a tenant of its own.
pub(super) struct Workshop {
    client: Client,
    caller: Caller,
    keys: DevKeys,
    tenant: String,
}

impl Workshop {
    /// Opens the shop in a migrated database.
    pub(super) async fn open(url: &str, keys: DevKeys) -> Result<Self> {
        let tenant = format!("bench-{}", random_name()?);
        let client = connect(url).await?;
        client.batch_execute(include_str!("prepare.sql")).await?;
        client
            .execute("select spindle_bench.open_shop($1)", &[&tenant])
            .await?;
        client.batch_execute("analyze").await?;
        Ok(Self {
            caller: Caller::connect(url, &tenant).await?,
            client,
            keys,
            tenant,
        })
    }

    pub(super) fn tenant(&self) -> &str {
        &self.tenant
    }

    /// "15.14", as the server says it.
    pub(super) async fn server_version(&self) -> Result<String> {
        let row = self
            .client
            .query_one("select current_setting('server_version')", &[])
            .await?;
        Ok(row.get(0))
    }

    /// Work for one round: `count` jobs, and no fewer subjects than `workers` where they are used
    /// up, so that nobody waits for the lock of a cart.
    pub(super) async fn jobs(
        &self,
        scenario: Scenario,
        count: usize,
        workers: usize,
    ) -> Result<Jobs> {
        let subjects = match scenario.uses() {
            Some(uses) => count.div_ceil(uses).max(workers),
            None => STANDING,
        };
        let subjects = match scenario {
            Scenario::AddItem => self.carts(subjects).await?,
            Scenario::Quote => self.customers(subjects)?,
            Scenario::PlaceCod => self.checkouts(subjects, CASH).await?,
            Scenario::PlaceCard => self.checkouts(subjects, CARD).await?,
            Scenario::ReadOrder => self.orders(subjects).await?,
        };
        Ok(Jobs::new(subjects, count))
    }

    fn customers(&self, count: usize) -> Result<Vec<Subject>> {
        (0..count)
            .map(|_| self.subject(Uuid::new_v4(), Uuid::nil()))
            .collect()
    }

    async fn carts(&self, count: usize) -> Result<Vec<Subject>> {
        let count = i64::try_from(count)?;
        let carts = "select customer_id, id from spindle_bench.carts($1, $2)";
        let rows = self.client.query(carts, &[&self.tenant, &count]).await?;
        rows.iter()
            .map(|row| self.subject(row.get(0), row.get(1)))
            .collect()
    }

    async fn checkouts(&self, count: usize, payment: &str) -> Result<Vec<Subject>> {
        let count = i64::try_from(count)?;
        let checkouts =
            "select customer_id, id from spindle_bench.checkouts($1, $2, $3::text::jsonb)";
        let parameters: [&(dyn tokio_postgres::types::ToSql + Sync); 3] =
            [&self.tenant, &count, &payment];
        let rows = self.client.query(checkouts, &parameters).await?;
        rows.iter()
            .map(|row| self.subject(row.get(0), row.get(1)))
            .collect()
    }

    /// Places them, like everybody.
    async fn orders(&self, count: usize) -> Result<Vec<Subject>> {
        let checkouts = self.checkouts(count, CASH).await?;
        for (number, subject) in checkouts.iter().enumerate() {
            let job = Job { subject, number };
            self.caller.work(Scenario::PlaceCod, job).await?;
        }
        let ids: Vec<Uuid> = checkouts.iter().map(|checkout| checkout.id).collect();
        let orders = "select customer_id, order_id from spindle.orders
                       where tenant_id = $1 and checkout_id = any($2)";
        let rows = self.client.query(orders, &[&self.tenant, &ids]).await?;
        if rows.len() != count {
            bail!("{} of {count} orders were placed.", rows.len());
        }
        rows.iter()
            .map(|row| self.subject(row.get(0), row.get(1)))
            .collect()
    }

    fn subject(&self, customer: Uuid, id: Uuid) -> Result<Subject> {
        let claims = Claims::customer(&self.tenant, &customer.to_string(), TOKEN_LIFETIME);
        let authorization = format!("Bearer {}", self.keys.mint(&claims)?);
        Ok(Subject {
            customer,
            authorization: HeaderValue::try_from(authorization)?,
            id,
        })
    }
}

/// A connection that ends with its client.
pub(super) async fn connect(url: &str) -> Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .context("The bench cannot connect to its database")?;
    // Its error reaches the client, too.
    tokio::spawn(connection);
    Ok(client)
}
