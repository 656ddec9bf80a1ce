//! A database of its own for each test, on the server of `SPINDLE_TEST_DATABASE_URL`.

use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

const SERVER: &str = "SPINDLE_TEST_DATABASE_URL";

/// Dropped with the value, also when the test fails.
pub struct TestDatabase {
    server: String,
    name: String,
}

impl TestDatabase {
    /// `None`, and a loud word, when there is no server to test on; with
    /// `SPINDLE_REQUIRE_POSTGRES=1` that is a failure.
    pub async fn create(test: &str) -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let Ok(server) = std::env::var(SERVER) else {
            let required = std::env::var("SPINDLE_REQUIRE_POSTGRES").is_ok_and(|v| v == "1");
            assert!(
                !required,
                "{SERVER} is not set, and SPINDLE_REQUIRE_POSTGRES=1"
            );
            // Not `eprintln!`: the test harness would swallow it. One write: tests run at once.
            let word = format!("SKIPPED {test}: {SERVER} is not set\n");
            let _ = std::io::stderr().write_all(word.as_bytes());
            return None;
        };
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("spindle_cli_{}_{count}", std::process::id());
        on(&server, &format!("create database {name}")).await;
        Some(Self { server, name })
    }

    pub fn url(&self) -> String {
        let (before, parameters) = self.server.split_once('?').unwrap_or((&self.server, ""));
        let scheme_end = before.find("://").unwrap() + 3;
        let path = before[scheme_end..]
            .find('/')
            .map_or(before.len(), |at| scheme_end + at);
        format!("{}/{}?{parameters}", &before[..path], self.name)
    }

    /// Runs statements.
    pub async fn run(&self, sql: &str) {
        on(&self.url(), sql).await;
    }

    /// One text from one row.
    pub async fn text(&self, sql: &str) -> String {
        let mut connection = PgConnection::connect(&self.url()).await.unwrap();
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned()))
            .fetch_one(&mut connection)
            .await
            .unwrap()
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(on(&server, &format!("drop database {name} with (force)")));
        });
        let _ = dropped.join();
    }
}

async fn on(url: &str, sql: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    connection
        .execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned())))
        .await
        .unwrap();
}
