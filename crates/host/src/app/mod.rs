//! A running application: its components, its routes, and the way of a request to an instance.

mod handler;
mod headers;
mod router;
mod start;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use tokio::sync::Semaphore;

use crate::Statements;
use crate::instance::{RequestContext, Services};
use handler::Handler;
pub(crate) use handler::empty;
pub(crate) use headers::add_chained_headers;
use router::Router;

/// The body of an answer; may still be produced by the component while it is read.
pub type Body = wasmtime_wasi_http::WasiBody;

/// A running application. Ends when the last reference is dropped.
pub struct App {
    name: String,
    router: Router,
    handlers: HashMap<String, Handler>,
    services: Arc<Services>,
    turns: Arc<Semaphore>,
}

/// The address of a request that came from no socket.
const NO_CLIENT: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

impl App {
    /// `[application] name`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The record of executed SQL statements; empty unless [`Options::record_statements`](crate::Options) is set.
    pub fn statements(&self) -> &Statements {
        &self.services.statements
    }

    /// Answers a request as the server does, without a socket: public routes only, and never an error.
    ///
    /// The URI needs a path; scheme and authority default to `http://localhost`.
    pub async fn handle(&self, request: Request<Bytes>) -> Response<Body> {
        self.answer(request, NO_CLIENT).await
    }

    /// Lets the component `id` answer, as another component would by chaining. `None` if there is no such component.
    pub async fn call(&self, id: &str, request: Request<Bytes>) -> Option<Response<Body>> {
        let handler = self.handler(id)?;
        let mut request = request.map(into_body);
        headers::make_absolute(&mut request);
        add_chained_headers(&mut request);
        Some(handler.handle(RequestContext::outer(None), request).await)
    }

    /// Ends what the application holds outside this process: no database connection is given out after this.
    pub fn close(&self) {
        self.services.stopping.store(true, Ordering::Relaxed);
        self.services.pools.close();
    }

    /// Waits until no client's request is inside a component any more, and lets none in.
    pub(crate) async fn finish(&self) {
        let all = u32::try_from(self.limits().requests).unwrap_or(u32::MAX);
        if let Ok(turns) = self.turns.acquire_many(all).await {
            turns.forget();
        }
    }

    pub(crate) fn limits(&self) -> &crate::Limits {
        &self.services.options.limits
    }

    pub(crate) fn handler(&self, id: &str) -> Option<&Handler> {
        self.handlers.get(id)
    }

    /// Answers a request of `client`: health, routing, a turn, the component.
    pub(crate) async fn answer(
        &self,
        request: Request<Bytes>,
        client: SocketAddr,
    ) -> Response<Body> {
        let path = request.uri().path();
        if path == "/.well-known/spin/health" {
            return Response::new(into_body(Bytes::from_static(b"OK")));
        }
        let Some((route, found)) = self.router.find(path) else {
            return empty(StatusCode::NOT_FOUND);
        };
        let Some(handler) = self.handler(&route.component) else {
            return empty(StatusCode::NOT_FOUND);
        };
        let turn = self.turns.clone().acquire_owned();
        let Ok(Ok(turn)) = tokio::time::timeout(self.limits().queue_wait, turn).await else {
            return headers::try_later(empty(StatusCode::SERVICE_UNAVAILABLE));
        };
        let mut request = request.map(into_body);
        headers::make_absolute(&mut request);
        headers::add_route_headers(&mut request, route, &found, client);
        handler
            .handle(RequestContext::outer(Some(turn)), request)
            .await
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.close();
    }
}

fn into_body(bytes: Bytes) -> Body {
    Full::new(bytes)
        .map_err(wasmtime_wasi_http::Error::from)
        .boxed_unsync()
}
