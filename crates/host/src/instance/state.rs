//! What the host knows while a guest runs: about the application, the component, the instance and the request.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Weak};

use tokio::sync::OwnedSemaphorePermit;
use wasmtime::component::{GuestTaskId, HasData, ResourceTable};
use wasmtime::{StoreContextMut, StoreLimits, StoreLimitsBuilder};
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

use crate::app::App;
use crate::key_value::Stores;
use crate::outbound_http::{AllowedHosts, Hooks};
use crate::postgres::Pools;
use crate::{LogSink, LogStream, Options, Statements};

/// What all components of an application share.
pub(crate) struct Services {
    pub(crate) pools: Pools,
    pub(crate) stores: Stores,
    pub(crate) statements: Statements,
    pub(crate) logs: LogSink,
    pub(crate) options: Options,
    /// The application is going away: instances that end now have not failed.
    pub(crate) stopping: AtomicBool,
}

/// A component as `spin.toml` configures it.
pub(crate) struct Component {
    pub(crate) id: Arc<str>,
    pub(crate) variables: BTreeMap<String, String>,
    pub(crate) key_value_stores: BTreeSet<String>,
    pub(crate) allowed_hosts: AllowedHosts,
    pub(crate) services: Arc<Services>,
    /// For chaining. Weak, because the application holds the component.
    pub(crate) app: Weak<App>,
}

/// One request on its way through an instance.
///
/// Lives until its answer has been sent, and at least until the component is through with it: a client that hangs up
/// does not end what it has begun.
#[derive(Default)]
pub(crate) struct RequestContext {
    /// How many chained calls lie around it; 0 for a client's own.
    pub(crate) depth: u32,
    /// Ticks it has computed for.
    pub(super) ticks: AtomicU64,
    /// Its place among the requests at a time; chained calls need none.
    _turn: Option<OwnedSemaphorePermit>,
}

impl RequestContext {
    /// A request of a client or of a tool.
    pub(crate) fn outer(turn: Option<OwnedSemaphorePermit>) -> Arc<Self> {
        Arc::new(Self {
            _turn: turn,
            ..Self::default()
        })
    }

    /// A call of a component.
    pub(crate) fn chained(depth: u32) -> Arc<Self> {
        Arc::new(Self {
            depth,
            ..Self::default()
        })
    }
}

/// The data of one instance's store.
pub(crate) struct State {
    pub(crate) table: ResourceTable,
    pub(crate) component: Arc<Component>,
    pub(crate) hooks: Hooks,
    /// Requests by the task that handles them. Nobody tells when one ends, hence weak.
    pub(super) requests: HashMap<GuestTaskId, Weak<RequestContext>>,
    pub(super) limits: StoreLimits,
    wasi: WasiCtx,
    http: WasiHttpCtx,
}

/// Names [`State`] as the data of Spin's interfaces.
pub(crate) struct Spin;

impl HasData for Spin {
    type Data<'a> = &'a mut State;
}

impl State {
    pub(super) fn new(component: Arc<Component>) -> Self {
        let logs = &component.services.logs;
        let wasi = WasiCtx::builder()
            .stdout(logs.stream(&component.id, LogStream::Stdout))
            .stderr(logs.stream(&component.id, LogStream::Stderr))
            .build();
        let memory = component.services.options.instance_memory_bytes;
        Self {
            table: ResourceTable::new(),
            hooks: Hooks::new(component.clone()),
            requests: HashMap::new(),
            limits: StoreLimitsBuilder::new().memory_size(memory).build(),
            wasi,
            http: WasiHttpCtx::new(),
            component,
        }
    }

    /// The request that the running guest code belongs to, also when several share the instance.
    pub(crate) fn current_request(
        store: &mut StoreContextMut<'_, Self>,
    ) -> Option<Arc<RequestContext>> {
        let root = store.async_call_stack().ok()?.last()?;
        store.data().requests.get(&root)?.upgrade()
    }

    pub(super) fn remember(&mut self, task: GuestTaskId, request: &Arc<RequestContext>) {
        const FORGET_ABOVE: usize = 64;
        if self.requests.len() >= FORGET_ABOVE {
            self.requests
                .retain(|_, request| request.strong_count() > 0);
        }
        self.requests.insert(task, Arc::downgrade(request));
    }

    pub(crate) fn http_view(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            hooks: &mut self.hooks,
            table: &mut self.table,
            ctx: &mut self.http,
        }
    }
}

impl WasiView for State {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for State {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        self.http_view()
    }
}
