//! Looking into the database beside the server.

use serde_json::Value;
use tokio_postgres::{Client, NoTls};

/// One row; each column as JSON.
pub type Row = Value;

/// Connects for one piece of work and disconnects after it: on the embedded Postgres, connections
/// take turns.
#[derive(Clone)]
pub(crate) struct Sql {
    url: String,
}

impl Sql {
    pub(crate) fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
        }
    }

    /// The rows of a query, each as a JSON object.
    pub(crate) async fn rows(&self, query: &str) -> Vec<Row> {
        let wrapped = format!("select to_jsonb(row)::text from ({query}) row");
        let client = self.connect().await;
        let rows = client.query(&wrapped, &[]).await;
        let rows = rows.unwrap_or_else(|error| panic!("{query}: {error:?}"));
        rows.iter()
            .map(|row| serde_json::from_str(row.get(0)).expect("jsonb is JSON"))
            .collect()
    }

    /// Runs statements as the owner.
    pub(crate) async fn run(&self, statements: &str) {
        let client = self.connect().await;
        let done = client.batch_execute(statements).await;
        done.unwrap_or_else(|error| panic!("{statements}: {error:?}"));
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A connection of the test's own, to hold a lock on. Not on the embedded Postgres.
    pub(crate) async fn connect(&self) -> Client {
        let (client, connection) = tokio_postgres::connect(&self.url, NoTls)
            .await
            .expect("the database accepts a connection");
        tokio::spawn(connection);
        client
    }
}
