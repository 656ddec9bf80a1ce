//! Making instances and deciding how long each lives: what wasmtime's `ProxyHandler` asks for.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::time::Sleep;
use wasmtime::component::GuestTaskId;
use wasmtime::{Store, StoreContextMut};
use wasmtime_wasi_http::handler::{
    HandlerState, Instance, Proxy, ShouldAccept, WorkerExpiration, WorkerState, WorkerStatus,
};
use wasmtime_wasi_http::p3::bindings::ServicePre;

use super::state::{Component, RequestContext, State};
use crate::Engine;

pub(crate) use wasmtime_wasi_http::handler::ExpirationError as Expired;

/// The timer inside the instance answers first; this one ends an instance whose guest does not let it run.
const GRACE: Duration = Duration::from_secs(1);

/// Makes the instances of one component.
pub(crate) struct Factory {
    pub(crate) engine: Engine,
    pub(crate) component: Arc<Component>,
    pub(crate) service: ServicePre<State>,
}

impl HandlerState for Factory {
    type StoreData = State;
    type WorkerExpiration = Expiration;
    type WorkerState = Worker;

    async fn instantiate(&self) -> wasmtime::Result<Instance<State, Expiration, Worker>> {
        let options = &self.component.services.options;
        let mut store = Store::new(self.engine.wasmtime(), State::new(self.component.clone()));
        store.limiter(|state| &mut state.limits);
        self.engine.ticker().limit(&mut store, options.cpu_limit);
        let proxy = Proxy::P3(self.service.instantiate_async(&mut store).await?);
        Ok(Instance {
            store,
            proxy,
            view: State::http_view,
            expiration: Expiration::new(options.instance_idle, options.request_timeout + GRACE),
            state: Worker {
                component: self.component.clone(),
            },
        })
    }
}

/// The life of one instance.
pub(crate) struct Worker {
    component: Arc<Component>,
}

impl WorkerState for Worker {
    type StoreData = State;
    type RequestData = Arc<RequestContext>;

    fn should_accept_request(&self, concurrent: usize, total: usize) -> ShouldAccept {
        let options = &self.component.services.options;
        if total >= options.instance_reuse {
            ShouldAccept::Never
        } else if concurrent >= options.instance_concurrency {
            ShouldAccept::No
        } else {
            ShouldAccept::Yes
        }
    }

    fn on_request_start(
        &self,
        mut store: StoreContextMut<'_, State>,
        request: Arc<RequestContext>,
        task: GuestTaskId,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + Sync>> {
        store.data_mut().remember(task, &request);
        let timeout = self.component.services.options.request_timeout;
        Box::pin(async move {
            tokio::time::sleep(timeout).await;
            drop(request);
        })
    }

    fn drop(&self, store: Store<State>, result: wasmtime::Result<()>) {
        // First: what the guest printed before it died comes before the line about its death.
        drop(store);
        let services = &self.component.services;
        if let Err(error) = result
            && !services.stopping.load(Ordering::Relaxed)
        {
            let text = format!("an instance was ended: {}", error.root_cause());
            services.logs.host(&self.component.id, &text);
        }
    }
}

/// Ends instances that are idle or stuck.
pub(crate) struct Expiration {
    idle: Duration,
    busy: Duration,
    sleep: Pin<Box<Sleep>>,
}

impl Expiration {
    fn new(idle: Duration, busy: Duration) -> Self {
        Self {
            idle,
            busy,
            sleep: Box::pin(tokio::time::sleep(busy)),
        }
    }
}

impl WorkerExpiration for Expiration {
    fn poll(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        status: WorkerStatus,
        start: Instant,
    ) -> Poll<()> {
        let limit = match status {
            WorkerStatus::Idle => self.idle,
            WorkerStatus::Requests | WorkerStatus::PostReturn => self.busy,
        };
        let end = tokio::time::Instant::from_std(start + limit);
        if self.sleep.deadline() != end {
            self.sleep.as_mut().reset(end);
        }
        self.sleep.as_mut().poll(cx)
    }
}
