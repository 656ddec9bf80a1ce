//! How an application is run: what `spin.toml` does not say.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::{LogSink, Stops};

/// Everything one can choose when an [`App`](crate::App) starts.
///
/// The default is what `spindle up` uses: one request per instance at a time, so that a trap hits only its own request.
#[derive(Debug, Clone)]
pub struct Options {
    /// Values of application variables; they win over every other source.
    pub variables: BTreeMap<String, String>,
    /// Where `SPIN_VARIABLE_<NAME>` is looked up. Default: the environment of this process.
    pub environment: BTreeMap<String, String>,
    /// Where the key-value store is kept. Default: `.spindle` beside `spin.toml`.
    pub state_dir: Option<PathBuf>,
    /// Where compiled components are kept; may be shared by applications and processes. Default: `cache` in `state_dir`.
    pub cache_dir: Option<PathBuf>,
    /// A `runtime-config.toml`. Default: the one beside `spin.toml`, if there is one.
    pub runtime_config: Option<PathBuf>,
    /// Connections per database address, shared by all components. 1 for the embedded Postgres.
    pub database_connections: usize,
    /// How long a component waits for a free connection before `open` fails.
    pub database_wait: Duration,
    /// Requests one instance handles at a time. Spin has 16: a trap then takes all of them with it.
    pub instance_concurrency: usize,
    /// Requests after which an instance is replaced.
    pub instance_reuse: usize,
    /// How long an instance without work is kept.
    pub instance_idle: Duration,
    /// Size of each linear memory of an instance.
    pub instance_memory_bytes: usize,
    /// Time one request may compute, waiting not counted; then its instance is ended.
    pub cpu_limit: Duration,
    /// Time until a component must have begun its answer.
    pub request_timeout: Duration,
    /// How many chained calls may lie inside each other.
    pub chain_depth: u32,
    /// Whether [`App::statements`](crate::App::statements) records.
    pub record_statements: bool,
    /// Ends components at calls to the outside, for crash tests. The default has no hook.
    pub stops: Stops,
    /// Who gets the lines that components and the host print.
    pub logs: LogSink,
    /// Bounds on clients.
    pub limits: Limits,
}

/// Bounds on what clients can take from the server. Every one of them ends in an answer or a closed connection, not in waiting.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections open at a time; more wait in the backlog of the socket.
    pub connections: usize,
    /// Requests inside components at a time, chained calls not counted.
    pub requests: usize,
    /// How long a request waits for its turn before 503.
    pub queue_wait: Duration,
    /// Time for a client to send the head of a request, also on an idle connection; then it is closed.
    pub head_timeout: Duration,
    /// Time for a client to send the whole body; then 408.
    pub body_timeout: Duration,
    /// Size of a body in bytes; beyond it 413. A last wall: components have narrower limits and better answers.
    pub body_bytes: usize,
    /// Size of a request's head in bytes; beyond it 431.
    pub head_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            variables: BTreeMap::new(),
            environment: std::env::vars_os()
                .filter_map(|(name, value)| {
                    Some((name.into_string().ok()?, value.into_string().ok()?))
                })
                .collect(),
            state_dir: None,
            cache_dir: None,
            runtime_config: None,
            database_connections: 16,
            database_wait: Duration::from_secs(5),
            instance_concurrency: 1,
            instance_reuse: 128,
            instance_idle: Duration::from_secs(1),
            instance_memory_bytes: 256 << 20,
            cpu_limit: Duration::from_millis(500),
            request_timeout: Duration::from_secs(30),
            chain_depth: 8,
            record_statements: false,
            stops: Stops::default(),
            logs: LogSink::silent(),
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4096,
            requests: 256,
            queue_wait: Duration::from_secs(5),
            head_timeout: Duration::from_secs(30),
            body_timeout: Duration::from_secs(30),
            body_bytes: 8 << 20,
            head_bytes: 64 << 10,
        }
    }
}
