//! The Postgres of the tests that need one.

use std::sync::atomic::{AtomicU32, Ordering};

use tokio_postgres::{Client, NoTls};

/// The URL of a superuser, or `None` with a loud word that the test is skipped.
pub fn database(test: &str) -> Option<String> {
    if let Ok(url) = std::env::var("SPINDLE_TEST_DATABASE_URL") {
        return Some(url);
    }
    assert!(
        std::env::var("SPINDLE_REQUIRE_POSTGRES").as_deref() != Ok("1"),
        "{test} needs Postgres: set SPINDLE_TEST_DATABASE_URL"
    );
    eprintln!(
        "SKIPPED: {test} needs Postgres; set SPINDLE_TEST_DATABASE_URL to the URL of a superuser"
    );
    None
}

/// A table of one test with a column `n int`; it goes away when the test ends well.
pub struct Table {
    pub name: String,
    client: Client,
}

impl Table {
    pub async fn create(url: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
        tokio::spawn(connection);
        let name = format!(
            "host_test_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        client
            .batch_execute(&format!("create table {name} (n int)"))
            .await
            .unwrap();
        Self { name, client }
    }

    /// Runs SQL beside the host.
    pub async fn run(&self, sql: &str) {
        self.client.batch_execute(sql).await.unwrap();
    }

    pub async fn rows(&self) -> i64 {
        let count = format!("select count(*) from {}", self.name);
        self.client.query_one(&count, &[]).await.unwrap().get(0)
    }

    pub async fn remove(self) {
        self.run(&format!("drop table {}", self.name)).await;
    }
}
