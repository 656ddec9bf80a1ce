//! The application that all tests of a process share, and how it is run for one of them.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use cli::token::DevKeys;
use host::{Engine, Limits, LogSink, Manifest, Options, Stops};
use tokio::sync::OnceCell;

use crate::database::Database;
use crate::root;

/// What all tests of a process share.
pub(crate) struct Application {
    pub(crate) engine: Engine,
    pub(crate) manifest: Manifest,
}

pub(crate) async fn application() -> &'static Application {
    static APPLICATION: OnceCell<Application> = OnceCell::const_new();
    APPLICATION
        .get_or_init(|| async {
            let manifest = Manifest::load(root()).unwrap_or_else(|error| panic!("{error}"));
            cli::up::prepare(&manifest, &|_| {})
                .await
                .expect("the components build");
            let engine = Engine::new().unwrap_or_else(|error| panic!("{error}"));
            Application { engine, manifest }
        })
        .await
}

pub(crate) fn options(database: &Database, keys: &DevKeys, variables: &[(&str, &str)]) -> Options {
    let place = cli::connection::place(database.url()).expect("a database URL");
    let mut all = BTreeMap::from([
        (
            "database_url".to_owned(),
            cli::connection::as_component(database.url()),
        ),
        ("database_host".to_owned(), place.host),
        ("database_port".to_owned(), place.port.to_string()),
        ("jwt_keys".to_owned(), keys.jwks_json().to_owned()),
        // Long enough for a busy machine; a provider that never answers costs a test this much.
        ("payment_timeout_ms".to_owned(), "1500".to_owned()),
        // A machine that runs many tests at once must not decide a price by being slow.
        ("quote_timeout_ms".to_owned(), "20000".to_owned()),
    ]);
    all.extend(
        variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    Options {
        variables: all,
        environment: BTreeMap::new(),
        state_dir: Some(state_dir()),
        database_wait: Duration::from_secs(30),
        record_statements: true,
        stops: Stops::new(),
        logs: logs(),
        limits: Limits {
            queue_wait: Duration::from_secs(30),
            ..Limits::default()
        },
        ..Options::default()
    }
}

/// Silent, or with `SPINDLE_TEST_LOGS=1` every line to stderr, past the capture of the test runner.
fn logs() -> LogSink {
    if std::env::var_os("SPINDLE_TEST_LOGS").is_none() {
        return LogSink::silent();
    }
    LogSink::new(|line| {
        let _ = writeln!(std::io::stderr(), "{}: {}", line.component, line.text);
    })
}

pub(crate) fn state_dir() -> PathBuf {
    root().join("target/test-state")
}
