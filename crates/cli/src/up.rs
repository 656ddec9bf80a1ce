//! `spindle up`: from a fresh clone to a served shop, in one command.
//!
//! For trying out and for developing; production is Spin. Each step that can take long says so,
//! each failure is one sentence, and whatever was started is gone when this returns.

mod build;
mod database;
mod logs;
mod stop;
mod tick;
mod toolchain;
mod welcome;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use host::{App, Engine, Manifest, Options};
use tokio::net::TcpListener;

use crate::connection;
use crate::token::DevKeys;
use database::Database;
use stop::Stop;

/// How long requests in flight may take after Ctrl-C or SIGTERM.
const DRAIN_LIMIT: Duration = Duration::from_secs(10);

/// What the command line says.
#[derive(Debug, Clone)]
pub struct UpOptions {
    /// The folder of `spin.toml`, or the file itself.
    pub application: PathBuf,
    /// A Postgres to use; `None` starts the embedded one.
    pub database_url: Option<String>,
    /// Where to serve.
    pub listen: SocketAddr,
    /// Whether to build the components first.
    pub build: bool,
    /// Requests that one instance of a component handles at a time.
    pub concurrency: usize,
    /// Keys, caches and the embedded database; `None` is `.spindle` beside `spin.toml`.
    pub state_dir: Option<PathBuf>,
    /// Whether to add the demo shop.
    pub demo: bool,
}

/// Everything that is up.
struct Shop {
    app: Arc<App>,
    listener: TcpListener,
    database: Database,
    keys: DevKeys,
    ticks: bool,
}

/// Runs until Ctrl-C or SIGTERM. `log` gets a line for each thing done.
pub async fn up(options: &UpOptions, log: &dyn Fn(&str)) -> Result<()> {
    let stop = Stop::on_signals()?;
    let shop = tokio::select! {
        shop = open(options, log) => shop?,
        () = stop.requested() => return Ok(()),
    };
    shop.serve(&stop, log).await
}

/// Brings the components of a manifest up to date, with the targets they are compiled for.
pub async fn prepare(manifest: &Manifest, log: &dyn Fn(&str)) -> Result<()> {
    toolchain::ensure_targets(&manifest.folder, log).await?;
    build::components(manifest, log).await
}

/// What fails fast comes before what takes long.
async fn open(options: &UpOptions, log: &dyn Fn(&str)) -> Result<Shop> {
    let manifest = Manifest::load(&options.application)?;
    let listener = listen(options.listen).await?;
    let state_dir = options
        .state_dir
        .clone()
        .unwrap_or_else(|| manifest.folder.join(".spindle"));
    let keys = DevKeys::load_or_create(&state_dir)?;
    if let Some(url) = &options.database_url {
        let mut connection = connection::connect(url).await?;
        connection::check_version(&mut connection, &|_| ()).await?;
        connection::close(connection).await;
    }
    if options.build {
        prepare(&manifest, log).await?;
    }
    let database = Database::open(
        options.database_url.as_deref(),
        &state_dir,
        options.demo,
        log,
    )
    .await?;

    log("Starting the components (after a build they are compiled for this machine) …");
    let cache_dir = state_dir.join("cache");
    crate::compile::in_child(&manifest, &cache_dir).await;
    let host_options = Options {
        variables: variables(&manifest, &database, &keys),
        state_dir: Some(state_dir),
        cache_dir: Some(cache_dir),
        database_connections: database::CONNECTIONS,
        instance_concurrency: options.concurrency,
        logs: logs::sink(),
        ..Options::default()
    };
    let app = App::start(&Engine::new()?, &manifest, host_options).await?;
    let ticks = manifest.components.contains_key(tick::COMPONENT);
    Ok(Shop {
        app,
        listener,
        database,
        keys,
        ticks,
    })
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "Port {} on {} is in use: stop what runs there, or choose another with --listen.",
            address.port(),
            address.ip(),
        ),
        Err(error) => bail!("Nothing can be served at {address}: {error}."),
    }
}

/// The variables that a machine decides; all others keep their defaults from `spin.toml`.
fn variables(manifest: &Manifest, database: &Database, keys: &DevKeys) -> BTreeMap<String, String> {
    [
        ("database_url", database.component_url()),
        ("database_host", database.host()),
        ("database_port", database.port()),
        ("jwt_keys", keys.jwks_json().to_owned()),
    ]
    .into_iter()
    .filter(|(name, _)| manifest.variables.contains_key(*name))
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

impl Shop {
    async fn serve(self, stop: &Stop, log: &dyn Fn(&str)) -> Result<()> {
        welcome::print(self.listener.local_addr()?, &self.keys)?;
        let shutdown = async {
            stop.requested().await;
            log("Stopping: no new requests, waiting for those in flight …");
        };
        let ticking = tick::every_few_seconds(self.ticks, &self.app, &self.keys, log);
        let serving = host::serve(self.app.clone(), self.listener, shutdown, DRAIN_LIMIT);
        let cut_off = tokio::select! {
            cut_off = serving => cut_off,
            never = ticking => match never {},
        };
        if cut_off > 0 {
            log(&format!(
                "{cut_off} connections did not end in time and were cut off."
            ));
        }
        // The database ends last, and only when nobody holds a connection to it.
        drop(self.app);
        self.database.close();
        Ok(())
    }
}
