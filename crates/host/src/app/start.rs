//! From a manifest to a running application.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Weak};

use tokio::sync::Semaphore;
use wasmtime_wasi_http::p3::bindings::ServicePre;

use super::App;
use super::handler::Handler;
use super::router::Router;
use crate::instance::{Component, Factory, Services, State};
use crate::key_value::Stores;
use crate::manifest::RuntimeConfig;
use crate::outbound_http::AllowedHosts;
use crate::postgres::Pools;
use crate::variables::resolve;
use crate::{Engine, Error, Manifest, Options, Statements};

/// What of a component can fail, done.
struct Prepared {
    id: String,
    service: ServicePre<State>,
    variables: BTreeMap<String, String>,
    allowed_hosts: AllowedHosts,
}

impl App {
    /// Starts an application: resolves variables, opens stores, compiles what is not compiled yet. Databases are not asked.
    ///
    /// # Errors
    /// The first thing that is wrong, in one sentence.
    pub async fn start(
        engine: &Engine,
        manifest: &Manifest,
        options: Options,
    ) -> Result<Arc<Self>, Error> {
        let values = resolve(manifest, &options)?;
        let state_dir = options
            .state_dir
            .clone()
            .unwrap_or_else(|| manifest.folder.join(".spindle"));
        let cache_dir = options
            .cache_dir
            .clone()
            .unwrap_or_else(|| state_dir.join("cache"));
        let stores = open_stores(manifest, &options, &state_dir)?;
        let prepared = prepare(engine, manifest, &values, cache_dir).await?;
        let services = Arc::new(Services {
            pools: Pools::new(options.database_connections, options.database_wait),
            stores,
            statements: Statements::new(options.record_statements),
            logs: options.logs.clone(),
            stopping: AtomicBool::new(false),
            options,
        });
        Ok(Arc::new_cyclic(|app| {
            let handler = |prepared| assemble(prepared, engine, manifest, &services, app);
            App {
                name: manifest.name.clone(),
                router: Router::new(manifest),
                handlers: prepared.into_iter().map(handler).collect::<HashMap<_, _>>(),
                turns: Arc::new(Semaphore::new(services.options.limits.requests)),
                services: services.clone(),
            }
        }))
    }
}

fn open_stores(
    manifest: &Manifest,
    options: &Options,
    state_dir: &std::path::Path,
) -> Result<Stores, Error> {
    let config = match &options.runtime_config {
        Some(file) => RuntimeConfig::load(file)?,
        None => {
            let file = manifest.folder.join("runtime-config.toml");
            if file.exists() {
                RuntimeConfig::load(&file)?
            } else {
                RuntimeConfig::default()
            }
        }
    };
    let labels: BTreeSet<_> = manifest
        .components
        .iter()
        .flat_map(|(id, component)| {
            component
                .key_value_stores
                .iter()
                .map(|label| (id.clone(), label.clone()))
        })
        .collect();
    Stores::open(&labels, &config, state_dir)
}

/// Prepares all triggered components, each on a thread of its own.
async fn prepare(
    engine: &Engine,
    manifest: &Manifest,
    values: &BTreeMap<String, String>,
    cache_dir: PathBuf,
) -> Result<Vec<Prepared>, Error> {
    let shared = Arc::new((engine.clone(), manifest.clone(), values.clone(), cache_dir));
    let tasks: Vec<_> = manifest
        .triggered()
        .into_iter()
        .map(|id| {
            let (id, shared) = (id.to_owned(), shared.clone());
            tokio::task::spawn_blocking(move || {
                let (engine, manifest, values, cache_dir) = &*shared;
                prepare_one(engine, manifest, values, cache_dir, id)
            })
        })
        .collect();
    let mut prepared = Vec::new();
    for task in tasks {
        let one = task.await.map_err(|error| {
            Error::Machine(format!("a component could not be prepared: {error}"))
        })?;
        prepared.push(one?);
    }
    Ok(prepared)
}

fn prepare_one(
    engine: &Engine,
    manifest: &Manifest,
    values: &BTreeMap<String, String>,
    cache_dir: &std::path::Path,
    id: String,
) -> Result<Prepared, Error> {
    let definition = manifest
        .components
        .get(&id)
        .ok_or_else(|| Error::Component(format!("component `{id}` does not exist")))?;
    let hosts: Vec<_> = definition
        .allowed_outbound_hosts
        .iter()
        .map(|host| host.resolve(values))
        .collect();
    let allowed_hosts =
        AllowedHosts::parse(hosts.iter().map(String::as_str)).map_err(|problem| {
            Error::Manifest(format!(
                "spin.toml: [component.{id}] `allowed_outbound_hosts`: {problem}"
            ))
        })?;
    let variables = definition
        .variables
        .iter()
        .map(|(name, template)| (name.clone(), template.resolve(values)))
        .collect();
    let service = engine.prepare(manifest, &id, cache_dir)?;
    Ok(Prepared {
        id,
        service,
        variables,
        allowed_hosts,
    })
}

fn assemble(
    prepared: Prepared,
    engine: &Engine,
    manifest: &Manifest,
    services: &Arc<Services>,
    app: &Weak<App>,
) -> (String, Handler) {
    let definition = manifest.components.get(&prepared.id);
    let component = Arc::new(Component {
        id: prepared.id.as_str().into(),
        variables: prepared.variables,
        key_value_stores: definition
            .map(|definition| definition.key_value_stores.clone())
            .unwrap_or_default(),
        allowed_hosts: prepared.allowed_hosts,
        services: services.clone(),
        app: app.clone(),
    });
    let factory = Factory {
        engine: engine.clone(),
        component,
        service: prepared.service,
    };
    (prepared.id, Handler::new(factory))
}
