//! A database as large as a plan needs to be judged, and what the plans did in it.

use std::collections::BTreeMap;

use cli::fill::{FillOptions, fill};
use uuid::Uuid;

use crate::{Person, Shop, Value};

/// What statements have read of a table so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// How often from end to end.
    pub scans: i64,
    /// Rows, in whatever way.
    pub rows: i64,
}

impl Shop {
    /// Adds `tenants` shops with `orders` orders of `products` products, and moves this shop into
    /// the one with the number `number`. Only with [`crate::Need::Statistics`].
    pub async fn fill(&mut self, tenants: i64, products: i64, orders: i64, number: i64) {
        let options = FillOptions {
            tenants,
            products,
            orders,
            seed: 1,
        };
        fill(self.database_url(), &options, &|_| {})
            .await
            .expect("the database is filled");
        self.tenant = format!("fill-1-{number}");
    }

    /// The customer of this shop who has ordered most.
    pub async fn best_customer(&self) -> Person {
        let row = self
            .row(
                "select customer_id from spindle.orders
                  where tenant_id = $tenant and customer_id is not null
                  group by customer_id order by count(*) desc, customer_id limit 1",
            )
            .await;
        let id = row["customer_id"].as_str().expect("an id");
        self.customer_with(Uuid::parse_str(id).expect("a UUID"))
    }

    /// What the components' statements have read, by table. A session reports when it likes, but at
    /// the latest when it ends: so they are ended first.
    pub async fn reads(&self) -> BTreeMap<String, Reads> {
        let sessions = "from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()";
        self.rows(&format!("select pg_terminate_backend(pid) {sessions}"))
            .await;
        self.until(&format!("select count(*) = 0 {sessions}")).await;
        // The pool has noticed when somebody gets an answer again.
        let health = self.visitor();
        while health.get("/health/ready").await.status != 200 {
            tokio::task::yield_now().await;
        }
        let rows = self
            .rows(
                "select relname, seq_scan, seq_tup_read + coalesce(idx_tup_fetch, 0) as rows
                   from pg_stat_user_tables where schemaname = 'spindle'",
            )
            .await;
        let number = |value: &Value| value.as_i64().expect("a number");
        rows.iter()
            .map(|row| {
                let table = row["relname"].as_str().expect("a name").to_owned();
                let reads = Reads {
                    scans: number(&row["seq_scan"]),
                    rows: number(&row["rows"]),
                };
                (table, reads)
            })
            .collect()
    }
}
