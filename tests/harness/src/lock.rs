//! Locks that tests hold, and waiting for somebody to wait for them.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_postgres::Client;

use crate::Shop;

/// How long a condition may take to come true on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// A lock that a test holds, so that a race is decided by the lock and not by luck.
pub struct Lock(Client);

impl Lock {
    /// Does something under the lock.
    pub async fn run(&self, statements: &str) {
        self.0
            .batch_execute(statements)
            .await
            .expect("the statements run");
    }

    /// Lets go and keeps what was done.
    pub async fn commit(self) {
        self.0
            .batch_execute("commit")
            .await
            .expect("the transaction commits");
    }

    /// Lets go.
    pub async fn release(self) {
        self.0
            .batch_execute("rollback")
            .await
            .expect("the lock is released");
    }
}

impl Shop {
    /// Holds a lock until it is released. Only with [`crate::Need::Connections`].
    pub async fn lock(&self, select_for_update: &str) -> Lock {
        let client = self.connect().await;
        let query = format!("begin; {}", self.expand(select_for_update));
        client
            .batch_execute(&query)
            .await
            .expect("the lock is free");
        Lock(client)
    }

    /// Waits until `count` statements of the components wait for a lock.
    pub async fn until_waiting(&self, count: i64) {
        self.until(&format!(
            "select count(*) >= {count} from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'"
        ))
        .await;
    }

    /// Waits until a query answers true.
    pub(crate) async fn until(&self, query: &str) {
        let client = self.connect().await;
        let deadline = Instant::now() + PATIENCE;
        let mut looks = interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            let row = client.query_one(query, &[]).await;
            if row.expect("the query runs").get(0) {
                return;
            }
            assert!(Instant::now() < deadline, "never true: {query}");
        }
    }
}
