//! The WebAssembly engine: compiles components once per process and machine, and links them to the host.
//!
//! One engine can serve many applications; tests start one application each.

mod cache;
mod compile;

use std::sync::Arc;

use wasmtime::Config;
use wasmtime::component::Linker;
use wasmtime_wasi_http::WasiHttp;
use wasmtime_wasi_http::p3::bindings::ServicePre;
use wasmtime_wasi_http::p3::bindings::http::{client, types};

use crate::bindings::Imports;
use crate::instance::{Spin, State, Ticker};
use crate::outbound_http::Client;
use crate::{Error, Manifest};
use cache::Cache;

/// A WebAssembly engine. Cheap to clone; applications on clones share their compiled components.
#[derive(Clone)]
pub struct Engine(Arc<Shared>);

struct Shared {
    wasmtime: wasmtime::Engine,
    linker: Linker<State>,
    ticker: Ticker,
    cache: Cache,
}

impl Engine {
    /// # Errors
    /// [`Error::Machine`] when this machine cannot run WebAssembly.
    pub fn new() -> Result<Self, Error> {
        let failed = |error: wasmtime::Error| {
            Error::Machine(format!("cannot start the WebAssembly engine: {error:#}"))
        };
        let mut config = Config::new();
        config
            .wasm_component_model_async(true)
            .epoch_interruption(true);
        let wasmtime = wasmtime::Engine::new(&config).map_err(failed)?;
        let linker = link(&wasmtime).map_err(failed)?;
        let ticker = Ticker::start(&wasmtime)?;
        let cache = Cache::new(&wasmtime);
        Ok(Self(Arc::new(Shared {
            wasmtime,
            linker,
            ticker,
            cache,
        })))
    }

    /// Compiles what an application needs and `cache_dir` does not have yet. Takes seconds, and
    /// memory that a process does not give back: a process that is to stay small lets another one
    /// do this before it starts the application, with the same `cache_dir`.
    ///
    /// # Errors
    /// The first thing that is wrong, in one sentence.
    pub fn compile(&self, manifest: &Manifest, cache_dir: &std::path::Path) -> Result<(), Error> {
        let compile_one = |id: &str| {
            let sources = compile::read_sources(manifest, id)?;
            self.0.cache.fill(&sources.key(), cache_dir, || {
                sources.compile(&self.0.wasmtime)
            })
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = manifest
                .triggered()
                .into_iter()
                .map(|id| scope.spawn(move || compile_one(id)))
                .collect();
            threads.into_iter().try_for_each(|thread| {
                thread.join().unwrap_or_else(|_| {
                    Err(Error::Machine(
                        "a component could not be compiled".to_owned(),
                    ))
                })
            })
        })
    }

    pub(crate) fn wasmtime(&self) -> &wasmtime::Engine {
        &self.0.wasmtime
    }

    pub(crate) fn ticker(&self) -> &Ticker {
        &self.0.ticker
    }

    /// Composes, compiles and links a component. Takes seconds the first time and blocks.
    pub(crate) fn prepare(
        &self,
        manifest: &Manifest,
        id: &str,
        cache_dir: &std::path::Path,
    ) -> Result<ServicePre<State>, Error> {
        let sources = compile::read_sources(manifest, id)?;
        let component =
            self.0
                .cache
                .get_or_compile(&sources.key(), cache_dir, &self.0.wasmtime, || {
                    sources.compile(&self.0.wasmtime)
                })?;
        let linked = self
            .0
            .linker
            .instantiate_pre(&component)
            .map_err(|error| not_linked(id, &error))?;
        ServicePre::new(linked).map_err(|_| {
            Error::Component(format!(
                "component `{id}` does not export wasi:http/handler@0.3.0, so it cannot answer HTTP"
            ))
        })
    }
}

fn link(engine: &wasmtime::Engine) -> wasmtime::Result<Linker<State>> {
    let mut linker = Linker::new(engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    wasmtime_wasi::p3::add_to_linker(&mut linker)?;
    types::add_to_linker::<_, WasiHttp>(&mut linker, State::http_view)?;
    client::add_to_linker::<_, Client>(&mut linker, State::http_view)?;
    Imports::add_to_linker::<_, Spin>(&mut linker, |state| state)?;
    Ok(linker)
}

/// wasmtime names the import between backticks.
fn not_linked(id: &str, error: &wasmtime::Error) -> Error {
    let text = format!("{error:#}");
    Error::Component(match text.split('`').nth(1) {
        Some(import) => {
            format!("component `{id}` imports `{import}`, which the local host does not have")
        }
        None => format!(
            "component `{id}` cannot be linked: {}",
            text.replace('\n', " ")
        ),
    })
}
