//! A pooled connection in the hands of one component, and its clean return.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use deadpool_postgres::{Client, Object};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Error, RowStream, Statement};

use super::parameters::Parameter;

/// What a session must forget before someone else gets it. `rollback` comes first: without it the other statements
/// would run inside a transaction left open, and the next user's `commit` would commit that too (as it does in Spin).
const FORGET: &str = "rollback; close all; set session authorization default; reset all; unlisten *; \
                      select pg_advisory_unlock_all(); discard temp; discard sequences";

/// A connection that goes back to its pool when the last user is gone: the guest's resource, a stream of rows, or,
/// after a trap, nobody.
pub(super) struct Lease {
    client: Option<Client>,
    /// A statement has run that may have left something behind in the session.
    dirty: AtomicBool,
    /// Statements that have begun and not ended.
    running: AtomicUsize,
}

/// A statement under way; it ends when this is dropped.
pub(super) struct Running(Arc<Lease>);

impl Lease {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client: Some(client),
            dirty: AtomicBool::new(false),
            running: AtomicUsize::new(0),
        }
    }

    /// Sends a statement that returns rows.
    pub(super) async fn query(
        self: &Arc<Self>,
        text: &str,
        parameters: &[Parameter],
    ) -> Result<(RowStream, Running), Error> {
        let running = self.begin(text);
        let rows = match self.try_query(text, parameters).await {
            Err(error) if self.can_repeat(text, &error) => self.try_query(text, parameters).await?,
            other => other?,
        };
        Ok((rows, running))
    }

    /// Sends a statement and waits for its end. Returns the number of rows it touched.
    pub(super) async fn execute(
        self: &Arc<Self>,
        text: &str,
        parameters: &[Parameter],
    ) -> Result<u64, Error> {
        let _running = self.begin(text);
        match self.try_execute(text, parameters).await {
            Err(error) if self.can_repeat(text, &error) => self.try_execute(text, parameters).await,
            other => other,
        }
    }

    async fn try_query(&self, text: &str, parameters: &[Parameter]) -> Result<RowStream, Error> {
        let statement = self.prepare(text).await?;
        self.client()
            .query_raw(&statement, as_sql(parameters))
            .await
    }

    async fn try_execute(&self, text: &str, parameters: &[Parameter]) -> Result<u64, Error> {
        let statement = self.prepare(text).await?;
        self.client()
            .execute_raw(&statement, as_sql(parameters))
            .await
    }

    async fn prepare(&self, text: &str) -> Result<Statement, Error> {
        self.client().prepare_cached(text).await
    }

    fn begin(self: &Arc<Self>, text: &str) -> Running {
        if leaves_traces(text) {
            self.dirty.store(true, Ordering::Relaxed);
        }
        self.running.fetch_add(1, Ordering::Relaxed);
        Running(self.clone())
    }

    /// A cached plan that a schema change has made stale fails before it does anything. Outside a transaction the
    /// statement can simply be prepared again.
    fn can_repeat(&self, text: &str, error: &Error) -> bool {
        let stale = error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED)
            && error
                .as_db_error()
                .is_some_and(|server| server.message().contains("cached plan"));
        if stale {
            self.client().statement_cache.remove(text, &[]);
        }
        stale && !self.dirty.load(Ordering::Relaxed)
    }

    #[expect(clippy::expect_used, reason = "only drop takes the client")]
    fn client(&self) -> &Client {
        self.client
            .as_ref()
            .expect("a lease has a client until it is dropped")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else {
            return;
        };
        let clean = !*self.dirty.get_mut() && *self.running.get_mut() == 0;
        if clean {
            return;
        }
        // The permit stays taken until the session is clean; a session that cannot be cleaned is thrown away.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move {
                if client.batch_execute(FORGET).await.is_err() {
                    drop(Object::take(client));
                }
            })),
            Err(_) => drop(Object::take(client)),
        }
    }
}

fn as_sql(parameters: &[Parameter]) -> impl ExactSizeIterator<Item = &(dyn ToSql + Sync)> {
    parameters
        .iter()
        .map(|parameter| parameter as &(dyn ToSql + Sync))
}

/// Whether a statement may change the session: anything but plain reads and writes does.
///
/// Not seen: a SQL function that changes session state inside.
fn leaves_traces(text: &str) -> bool {
    let word = text
        .trim_start()
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or("");
    let plain = [
        "select", "insert", "update", "delete", "with", "values", "merge",
    ];
    if !plain.iter().any(|plain| word.eq_ignore_ascii_case(plain)) {
        return true;
    }
    ["set_config", "pg_advisory_lock", "pg_try_advisory_lock"]
        .iter()
        .any(|function| text.contains(function))
}

#[cfg(test)]
mod tests {
    use super::leaves_traces;

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
            ("select pg_advisory_lock(1)", true),
            ("", true),
        ] {
            assert_eq!(leaves_traces(text), traces, "{text}");
        }
    }
}
