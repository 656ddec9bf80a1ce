//! Looking into the database beside the server.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::Mutex;
use tokio_postgres::{Client, NoTls};

/// One row; each column as JSON.
pub type Row = Value;

/// Connects for one piece of work and disconnects after it: the embedded Postgres serves one
/// connection at a time, and the components need it, too.
#[derive(Clone)]
pub(crate) struct Sql {
    url: String,
    one_at_a_time: Arc<Mutex<()>>,
}

impl Sql {
    pub(crate) fn new(url: &str) -> Self {
        Self { url: url.to_owned(), one_at_a_time: Arc::default() }
    }

    /// The rows of a query, each as a JSON object.
    pub(crate) async fn rows(&self, query: &str) -> Vec<Row> {
        let wrapped = format!("select to_jsonb(row)::text from ({query}) row");
        let _turn = self.one_at_a_time.lock().await;
        let client = self.connect().await;
        let rows = client.query(&wrapped, &[]).await;
        let rows = rows.unwrap_or_else(|error| panic!("{query}: {error:?}"));
        rows.iter().map(|row| serde_json::from_str(row.get(0)).expect("jsonb is JSON")).collect()
    }

    /// Runs statements as the owner.
    pub(crate) async fn run(&self, statements: &str) {
        let _turn = self.one_at_a_time.lock().await;
        let client = self.connect().await;
        let done = client.batch_execute(statements).await;
        done.unwrap_or_else(|error| panic!("{statements}: {error:?}"));
    }

    /// Work that makes a connection of its own, while no other of the test's is open.
    pub(crate) async fn alone<T>(&self, work: impl Future<Output = T>) -> T {
        let _turn = self.one_at_a_time.lock().await;
        work.await
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A connection of the test's own, to hold a lock on. Not on the embedded Postgres.
    pub(crate) async fn connect(&self) -> Client {
        let (client, connection) =
            tokio_postgres::connect(&self.url, NoTls).await.expect("the database accepts a connection");
        tokio::spawn(connection);
        client
    }
}
