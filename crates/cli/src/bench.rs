//! `spindle bench`: what a request costs beside the SQL it stands for.
//!
//! Each scenario runs as requests to a host in a process of its own, and as calls of the same SQL
//! functions with the same parameters over the same number of connections. Short rounds of both
//! alternate, so that noise of the machine hits both alike. The numbers compare versions of
//! Spindle on one machine; they say nothing about Spin, which is another host.

mod database;
mod direct;
mod folder;
mod host_process;
mod job;
mod latency;
mod measure;
mod prepare;
mod process;
mod quote;
mod report;
mod requests;
mod scenario;
mod serve;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use host::Manifest;

use crate::token::DevKeys;
use database::Database;
use folder::Folder;
use host_process::HostProcess;
use measure::{Cell, Measurement};
use prepare::Workshop;
use report::Report;

pub use scenario::Scenario;
pub use serve::serve_for_bench;

/// What the command line says.
#[derive(Debug, Clone)]
pub struct BenchOptions {
    /// The folder of `spin.toml`, or the file itself.
    pub application: PathBuf,
    /// A server to make a database on, and to drop it from; `None` starts the embedded one.
    pub database_url: Option<String>,
    /// Whether to bench in the database of `database_url` itself, in a tenant that stays there.
    pub inside: bool,
    /// What to measure.
    pub scenarios: Vec<Scenario>,
    /// How many requests are under way at a time; each value is measured.
    pub concurrency: Vec<usize>,
    /// How long requests are sent in each cell of the table, warm-up not counted; as long again
    /// for the direct calls.
    pub seconds: u64,
    /// The most requests in each cell; it may end before its time.
    pub requests: Option<usize>,
    /// Whether to build the components first.
    pub build: bool,
    /// Connections to the database, on both sides; `None`: as many as requests under way.
    pub connections: Option<usize>,
    /// Requests that one instance of a component handles at a time.
    pub instance_concurrency: usize,
    /// Whether the components' logs are written, to a file.
    pub logs: bool,
    /// Where to write the numbers as JSON.
    pub json: Option<PathBuf>,
}

/// Measures, prints a table to stdout, and removes what it made. `log` gets a line for each step.
pub async fn bench(options: &BenchOptions, log: &dyn Fn(&str)) -> Result<()> {
    let manifest = Manifest::load(&options.application)?;
    if options.build {
        log("Building the components …");
        host::build(&manifest, |_| {}).await?;
    }
    let folder = Folder::create()?;
    let database = match &options.database_url {
        Some(url) if options.inside => Database::inside(url),
        url => Database::create(url.as_deref(), folder.path(), log).await?,
    };
    let outcome = tokio::select! {
        outcome = run(options, &manifest, &database, folder.path(), log) => outcome,
        () = interrupted() => Err(anyhow!("Interrupted.")),
    };
    database.remove().await?;
    let report = outcome?;
    std::io::stdout().write_all(report.table().as_bytes())?;
    if let Some(file) = &options.json {
        std::fs::write(file, serde_json::to_string_pretty(&report)?)
            .with_context(|| format!("{} cannot be written", file.display()))?;
    }
    Ok(())
}

/// Returns at Ctrl-C or SIGTERM, so that the database is dropped. Where signals cannot be listened
/// to they end this process as usual.
async fn interrupted() {
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        Ok(()) = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

async fn run(
    options: &BenchOptions,
    manifest: &Manifest,
    database: &Database,
    folder: &Path,
    log: &dyn Fn(&str),
) -> Result<Report> {
    let Some(highest) = options.concurrency.iter().max().copied() else {
        bail!("There is nothing to measure: --concurrency names no number.");
    };
    crate::migrate::migrate(database.url(), &|_| {}).await?;
    let keys = DevKeys::load_or_create(folder)?;
    let workshop = Workshop::open(database.url(), keys).await?;
    let connections = options.connections.unwrap_or(highest);

    log("Starting the components …");
    let cache_dir = manifest.folder.join(".spindle/cache");
    crate::compile::in_child(manifest, &cache_dir).await;
    let host = HostProcess::start(&serve::Plan {
        application: options.application.clone(),
        state_dir: folder.to_owned(),
        cache_dir,
        database_url: crate::connection::as_component(database.url()),
        connections,
        instance_concurrency: options.instance_concurrency,
        logs: options.logs,
    })
    .await?;
    let measurement = Measurement {
        url: database.url(),
        workshop: &workshop,
        host: &host,
        time: Duration::from_secs(options.seconds),
        requests: options.requests,
    };

    let mut report = Report::begin(options, &workshop, connections).await?;
    for scenario in &options.scenarios {
        for concurrency in &options.concurrency {
            let cell = measurement.cell(*scenario, *concurrency, connections);
            let cell: Cell = cell.await?;
            log(&cell.summary());
            report.cells.push(cell);
        }
    }
    report.end(host.memory());
    host.stop().await?;
    Ok(report)
}
