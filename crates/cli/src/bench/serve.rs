//! What the host's process runs: the components and nothing else, so that its memory and its
//! computing time are the host's alone.

use std::collections::BTreeMap;
use std::io::{BufRead, Read, Write};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use host::{App, Engine, LogLine, LogSink, LogStream, Manifest, Options};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::connection;
use crate::token::DevKeys;

/// Nothing is under way any more when the bench lets go.
const DRAIN_LIMIT: Duration = Duration::from_secs(1);

/// How the host is run. One line of JSON on stdin, not arguments: it holds a password.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Plan {
    pub application: PathBuf,
    pub state_dir: PathBuf,
    pub cache_dir: PathBuf,
    pub database_url: String,
    pub connections: usize,
    pub instance_concurrency: usize,
    pub logs: bool,
}

/// Serves until stdin ends. The first line on stderr is the URL; on stdout are the logs.
pub async fn serve_for_bench() -> Result<()> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let plan: Plan = serde_json::from_str(&line).context("There is no plan on stdin")?;
    let manifest = Manifest::load(&plan.application)?;
    let app = App::start(&Engine::new()?, &manifest, options(&plan)?).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stderr(), "http://{}", listener.local_addr()?)?;
    host::serve(app, listener, stdin_has_ended(), DRAIN_LIMIT).await;
    Ok(())
}

fn options(plan: &Plan) -> Result<Options> {
    let place = connection::place(&plan.database_url)?;
    let keys = DevKeys::load_or_create(&plan.state_dir)?;
    let variables = BTreeMap::from([
        ("database_url".to_owned(), plan.database_url.clone()),
        ("database_host".to_owned(), place.host),
        ("database_port".to_owned(), place.port.to_string()),
        ("jwt_keys".to_owned(), keys.jwks_json().to_owned()),
    ]);
    Ok(Options {
        variables,
        state_dir: Some(plan.state_dir.clone()),
        cache_dir: Some(plan.cache_dir.clone()),
        database_connections: plan.connections,
        instance_concurrency: plan.instance_concurrency,
        logs: sink(plan.logs),
        ..Options::default()
    })
}

/// What explains a 500 is always wanted: what the host says, and lines about errors.
fn sink(everything: bool) -> LogSink {
    LogSink::new(move |line: LogLine<'_>| {
        let is_error = line.text.contains(r#""level":"error""#);
        if is_error || line.stream == LogStream::Host {
            let _ = writeln!(std::io::stderr(), "{}: {}", line.component, line.text);
        } else if everything {
            let _ = writeln!(std::io::stdout().lock(), "{}", line.text);
        }
    })
}

/// On a thread: reading stdin cannot be given up, and nobody waits for this one.
async fn stdin_has_ended() {
    let (sender, receiver) = oneshot::channel();
    std::thread::spawn(move || {
        let mut ignored = Vec::new();
        let _ = std::io::stdin().lock().read_to_end(&mut ignored);
        let _ = sender.send(());
    });
    let _ = receiver.await;
}
