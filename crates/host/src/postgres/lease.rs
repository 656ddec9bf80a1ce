//! A pooled connection in the hands of one component, and its clean return.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::{Client, Object};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, NoTls, RowStream, Statement};

use super::parameters::Parameter;
use crate::instance::Component;

/// Prepared statements kept per connection. Components have a fixed set; one that builds SQL texts must not fill memory.
const PREPARED: usize = 512;

/// What a session must forget before someone else gets it. `rollback` comes first: without it the other statements
/// would run inside a transaction left open, and the next user's `commit` would commit that too (as it does in Spin).
const FORGET: &str = "rollback; close all; set session authorization default; reset all; unlisten *; \
                      select pg_advisory_unlock_all(); discard temp; discard sequences";

/// A connection that goes back to its pool when the last user is gone: the guest's resource, a stream of rows, or,
/// after a trap, nobody.
pub(super) struct Lease {
    client: Arc<Client>,
    component: Arc<Component>,
    /// Something may be left behind in the session.
    dirty: AtomicBool,
    /// The last word on transactions was `begin`.
    in_transaction: AtomicBool,
}

/// A statement under way. Dropped without having ended, it was abandoned: the server may still be at it.
pub(super) struct Running {
    lease: Arc<Lease>,
    ended: bool,
}

impl Running {
    /// The server is through with it, well or badly.
    pub(super) fn end(&mut self) {
        self.ended = true;
    }
}

impl Lease {
    pub(super) fn new(client: Client, component: Arc<Component>) -> Self {
        Self {
            client: Arc::new(client),
            component,
            dirty: AtomicBool::new(false),
            in_transaction: AtomicBool::new(false),
        }
    }

    /// Sends a statement that returns rows.
    pub(super) async fn query(
        self: &Arc<Self>,
        text: &str,
        parameters: &[Parameter],
    ) -> Result<(RowStream, Running), Error> {
        let mut running = self.begin(text);
        let sent = match self.try_query(text, parameters).await {
            Err(error) if self.can_repeat(text, &error) => self.try_query(text, parameters).await,
            other => other,
        };
        match sent {
            Ok(rows) => Ok((rows, running)),
            Err(error) => {
                running.end();
                Err(error)
            }
        }
    }

    /// Sends a statement and waits for its end. Returns the number of rows it touched.
    pub(super) async fn execute(
        self: &Arc<Self>,
        text: &str,
        parameters: &[Parameter],
    ) -> Result<u64, Error> {
        let mut running = self.begin(text);
        let done = match self.try_execute(text, parameters).await {
            Err(error) if self.can_repeat(text, &error) => self.try_execute(text, parameters).await,
            other => other,
        };
        running.end();
        done
    }

    async fn try_query(&self, text: &str, parameters: &[Parameter]) -> Result<RowStream, Error> {
        let statement = self.prepare(text).await?;
        self.client.query_raw(&statement, as_sql(parameters)).await
    }

    async fn try_execute(&self, text: &str, parameters: &[Parameter]) -> Result<u64, Error> {
        let statement = self.prepare(text).await?;
        self.client
            .execute_raw(&statement, as_sql(parameters))
            .await
    }

    async fn prepare(&self, text: &str) -> Result<Statement, Error> {
        let client = &self.client;
        if client.statement_cache.size() >= PREPARED {
            client.statement_cache.clear();
        }
        client.prepare_cached(text).await
    }

    fn begin(self: &Arc<Self>, text: &str) -> Running {
        let word = first_word(text);
        if let Some(begins) = begins_transaction(&word) {
            self.in_transaction.store(begins, Ordering::Relaxed);
        }
        if leaves_traces(&word, text) {
            self.dirty.store(true, Ordering::Relaxed);
        }
        Running {
            lease: self.clone(),
            ended: false,
        }
    }

    /// A cached plan that a schema change has made stale fails before it does anything. Outside a transaction the
    /// statement can simply be prepared again.
    fn can_repeat(&self, text: &str, error: &Error) -> bool {
        let stale = error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED)
            && error
                .as_db_error()
                .is_some_and(|server| server.message().contains("cached plan"));
        if stale {
            self.client.statement_cache.remove(text, &[]);
        }
        stale && !self.dirty.load(Ordering::Relaxed)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.ended {
            self.lease.dirty.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if *self.in_transaction.get_mut() {
            let text = "left a transaction open, which is rolled back here; Spin lets the next user commit it";
            let component = &self.component;
            component.services.logs.host(&component.id, text);
        }
        if *self.dirty.get_mut()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            let limit = self.component.services.options.database_wait;
            runtime.spawn(forget(self.client.clone(), limit));
        }
    }
}

/// Cleans a session. Its place in the pool stays taken meanwhile. A session that cannot be cleaned within `limit` is
/// thrown away, and what still runs there is canceled.
async fn forget(client: Arc<Client>, limit: Duration) {
    let cleaned = tokio::time::timeout(limit, client.batch_execute(FORGET)).await;
    if matches!(cleaned, Ok(Ok(()))) {
        return;
    }
    let running = client.cancel_token();
    if let Some(client) = Arc::into_inner(client) {
        drop(Object::take(client));
    }
    // A server that cannot be reached any more has nothing to cancel.
    let _ = tokio::time::timeout(limit, running.cancel_query(NoTls)).await;
}

fn as_sql(parameters: &[Parameter]) -> impl ExactSizeIterator<Item = &(dyn ToSql + Sync)> {
    parameters
        .iter()
        .map(|parameter| parameter as &(dyn ToSql + Sync))
}

fn first_word(text: &str) -> String {
    let text = text.trim_start();
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    text[..end].to_ascii_lowercase()
}

/// Whether a statement with this first word opens a transaction (`true`) or ends it; `None` if neither.
fn begins_transaction(word: &str) -> Option<bool> {
    match word {
        "begin" | "start" => Some(true),
        "commit" | "end" | "rollback" | "abort" => Some(false),
        _ => None,
    }
}

/// Whether a statement may change the session: anything but plain reads and writes does.
///
/// Not seen: a SQL function that changes session state inside.
fn leaves_traces(word: &str, text: &str) -> bool {
    let plain = [
        "select", "insert", "update", "delete", "with", "values", "merge",
    ];
    if !plain.contains(&word) {
        return true;
    }
    let text = text.to_ascii_lowercase();
    ["set_config", "pg_advisory_lock", "pg_try_advisory_lock"]
        .iter()
        .any(|function| text.contains(function))
}

#[cfg(test)]
mod tests {
    use super::{first_word, leaves_traces};

    #[test]
    fn only_plain_statements_leave_no_traces() {
        for (text, traces) in [
            ("select 1", false),
            ("\n  SELECT spindle.place_order($1)", false),
            ("with a as (select 1) select * from a", false),
            ("insert into t values (1)", false),
            ("begin", true),
            ("-- note\nselect 1", true),
            ("set role x", true),
            ("listen a", true),
            ("select set_config('a', 'b', false)", true),
            ("select PG_ADVISORY_LOCK(1)", true),
            ("", true),
        ] {
            assert_eq!(leaves_traces(&first_word(text), text), traces, "{text}");
        }
    }
}
