//! `spindle fill`: a database as large as one likes, to see how Spindle behaves in it.
//!
//! Tenants, products and orders that never happened, but could have: sums add up, every ledger
//! explains its number, every constraint holds. Made by the server itself, in statements of some
//! thousand rows, and the same for the same seed. Not a benchmark of placing orders: it does not go
//! through the functions that do.

mod progress;

use anyhow::{Context, Result, bail};
use sqlx::postgres::PgConnection;
use sqlx::{Executor, query, query_scalar};

use crate::{connection, migrate};
use progress::Progress;

/// Orders, products, carts or customers that one statement makes.
const BATCH: i64 = 10_000;

/// For this session: a crash loses the last statements, and then it is filled again anyway.
const SETTINGS: &str = "set synchronous_commit = off; set work_mem = '128MB'; set jit = off; \
    set client_min_messages = warning; set timezone = 'UTC'";

/// How much, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FillOptions {
    /// Shops, named `fill-<seed>-<n>`.
    pub tenants: i64,
    /// Of all shops together; at least one for each.
    pub products: i64,
    /// Of all shops together.
    pub orders: i64,
    /// Another seed makes other rows, beside those that are there.
    pub seed: i64,
}

impl FillOptions {
    /// People who order; some never did.
    fn customers(&self) -> i64 {
        self.orders / 4 + self.tenants
    }

    /// Carts that nobody has ordered.
    fn open_carts(&self) -> i64 {
        self.orders / 10
    }
}

/// Brings the database at `url` up to date and fills it. `log` gets a line for each step, and for
/// long ones a line every few seconds.
pub async fn fill(url: &str, options: &FillOptions, log: &dyn Fn(&str)) -> Result<()> {
    if options.products < options.tenants {
        bail!("Each tenant needs a product: there are fewer products than tenants.");
    }
    migrate::migrate(url, log).await?;
    let mut connection = connection::connect(url).await?;
    refuse_twice(&mut connection, options.seed).await?;
    connection.execute(SETTINGS).await?;
    connection.execute(include_str!("fill/words.sql")).await?;

    let mut fill = Fill {
        connection,
        options: *options,
        log,
    };
    fill.shops().await?;
    fill.people().await?;
    fill.orders().await?;
    fill.books().await?;
    connection::close(fill.connection).await;
    Ok(())
}

/// The same seed makes the same ids.
async fn refuse_twice(connection: &mut PgConnection, seed: i64) -> Result<()> {
    let there: bool = query_scalar(
        "select exists (select from spindle.tenants where tenant_id = format('fill-%s-1', $1::bigint))",
    )
    .bind(seed)
    .fetch_one(connection)
    .await?;
    if there {
        bail!("This database has been filled with seed {seed}: choose another with --seed.");
    }
    Ok(())
}

struct Fill<'a> {
    connection: PgConnection,
    options: FillOptions,
    log: &'a dyn Fn(&str),
}

impl Fill<'_> {
    async fn shops(&mut self) -> Result<()> {
        let FillOptions {
            tenants,
            products,
            seed,
            ..
        } = self.options;
        query(include_str!("fill/tenants.sql"))
            .bind(seed)
            .bind(tenants)
            .bind(products)
            .execute(&mut self.connection)
            .await
            .context("The tenants cannot be made")?;

        let mut progress = Progress::start("products", products, self.log);
        for (first, last) in batches(products) {
            query(include_str!("fill/products.sql"))
                .bind(seed)
                .bind(tenants)
                .bind(first)
                .bind(last)
                .execute(&mut self.connection)
                .await
                .context("The products cannot be made")?;
            progress.reached(last);
        }
        progress.end();
        Ok(())
    }

    async fn people(&mut self) -> Result<()> {
        let FillOptions { tenants, seed, .. } = self.options;
        let customers = self.options.customers();
        for (first, last) in batches(customers) {
            query(include_str!("fill/customers.sql"))
                .bind(seed)
                .bind(first)
                .bind(last)
                .bind(tenants)
                .execute(&mut self.connection)
                .await
                .context("The customers cannot be made")?;
        }
        let mut progress = Progress::start("open carts", self.options.open_carts(), self.log);
        for (first, last) in batches(self.options.open_carts()) {
            query(include_str!("fill/open_carts.sql"))
                .bind(seed)
                .bind(customers)
                .bind(tenants)
                .bind(first)
                .bind(last)
                .execute(&mut self.connection)
                .await
                .context("The carts cannot be made")?;
            progress.reached(last);
        }
        progress.end();
        Ok(())
    }

    async fn orders(&mut self) -> Result<()> {
        let FillOptions {
            tenants,
            orders,
            seed,
            ..
        } = self.options;
        let mut progress = Progress::start("orders", orders, self.log);
        for (first, last) in batches(orders) {
            query(include_str!("fill/orders.sql"))
                .bind(seed)
                .bind(tenants)
                .bind(orders)
                .bind(self.options.customers())
                .bind(first)
                .bind(last)
                .execute(&mut self.connection)
                .await
                .context("The orders cannot be made")?;
            progress.reached(last);
        }
        progress.end();
        Ok(())
    }

    /// What sums up what was made, and what the planner has to know about it.
    async fn books(&mut self) -> Result<()> {
        (self.log)("Balancing the stock …");
        query(include_str!("fill/balance.sql"))
            .bind(self.options.seed)
            .execute(&mut self.connection)
            .await
            .context("The stock cannot be balanced")?;
        self.connection
            .execute(include_str!("fill/count_uses.sql"))
            .await
            .context("The uses of campaigns cannot be counted")?;
        (self.log)("Analyzing …");
        self.connection.execute("vacuum (analyze)").await?;
        Ok(())
    }
}

/// First and last of each batch, from 1 to `count`.
fn batches(count: i64) -> impl Iterator<Item = (i64, i64)> {
    let step = usize::try_from(BATCH).unwrap_or(usize::MAX);
    (1..=count)
        .step_by(step)
        .map(move |first| (first, count.min(first + BATCH - 1)))
}

#[cfg(test)]
mod tests {
    use super::batches;

    #[test]
    fn batches_cover_everything_once() {
        for (count, answer) in [
            (0, vec![]),
            (7, vec![(1, 7)]),
            (10_000, vec![(1, 10_000)]),
            (
                20_001,
                vec![(1, 10_000), (10_001, 20_000), (20_001, 20_001)],
            ),
        ] {
            assert_eq!(batches(count).collect::<Vec<_>>(), answer);
        }
    }
}
