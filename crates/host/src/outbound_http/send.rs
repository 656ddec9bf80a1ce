//! `wasi:http/client`: decides for each request whether it may go, and where.

use std::sync::Arc;

use http_body_util::BodyExt;
use wasmtime::AsContextMut;
use wasmtime::component::{Accessor, HasData, Resource};
use wasmtime_wasi::TrappableError;
use wasmtime_wasi_http::p3::bindings::http::client::HostWithStore;
use wasmtime_wasi_http::p3::bindings::http::types::ErrorCode;
use wasmtime_wasi_http::p3::{Request, Response};
use wasmtime_wasi_http::{
    Error, RequestOptions, WasiBody, WasiHttp, WasiHttpCtxView, WasiHttpHooks,
};

use super::allowed_hosts::default_port;
use super::chain::chain;
use crate::instance::{Component, State};
use crate::stops::{Stop, died};

/// The hooks of one instance.
pub(crate) struct Hooks {
    component: Arc<Component>,
    /// How many calls lie around the request that is being handled; set right before `send_request`.
    depth: u32,
}

/// What becomes of a request body after the response has come.
type Transmission = Box<dyn Future<Output = Result<(), Error>> + Send>;
type Sent = (http::Response<WasiBody>, Transmission);

impl Hooks {
    pub(crate) fn new(component: Arc<Component>) -> Self {
        Self {
            component,
            depth: 0,
        }
    }
}

impl WasiHttpHooks for Hooks {
    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _: Transmission,
    ) -> Box<dyn Future<Output = Result<Sent, Error>> + Send> {
        let component = self.component.clone();
        let depth = self.depth;
        Box::new(async move { send(&component, depth, request, options).await })
    }
}

async fn send(
    component: &Component,
    depth: u32,
    request: http::Request<WasiBody>,
    options: Option<RequestOptions>,
) -> Result<Sent, Error> {
    let uri = request.uri();
    let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
        return Err(Error::HttpRequestUriInvalid);
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let port = uri
        .port_u16()
        .or(default_port(scheme))
        .ok_or(Error::HttpRequestUriInvalid)?;
    if !component.allowed_hosts.allows(scheme, host, port) {
        component.services.logs.host(
            &component.id,
            &format!(
                "refused a request to {scheme}://{host}:{port}: not in allowed_outbound_hosts"
            ),
        );
        return Err(Error::HttpRequestDenied);
    }
    if let Some(callee) = host.strip_suffix(".spin.internal") {
        let callee = callee.to_owned();
        let response = chain(component, &callee, depth, request, options).await?;
        return Ok((response, Box::new(async { Ok(()) })));
    }
    let (response, transmission) =
        wasmtime_wasi_http::default_send_request(request, options).await?;
    Ok((response.map(BodyExt::boxed_unsync), Box::new(transmission)))
}

/// wasmtime's client with one addition: the hooks learn which request of the instance is calling.
pub(crate) struct Client;

impl HasData for Client {
    type Data<'a> = WasiHttpCtxView<'a>;
}

impl HostWithStore<State> for Client {
    async fn send(
        accessor: &Accessor<State, Self>,
        request: Resource<Request>,
    ) -> Result<Resource<Response>, TrappableError<ErrorCode>> {
        // The hook runs in the first poll of the inner send, so nothing can come between it and this.
        let stop = accessor.with(|mut access| {
            let mut store = access.as_context_mut();
            let depth = State::current_request(&mut store).map_or(0, |request| request.depth);
            let state = store.data_mut();
            state.hooks.depth = depth;
            let stops = &state.component.services.options.stops;
            stops.count(&state.component.id, || "send".to_owned())
        });
        if stop == Some(Stop::Before) {
            return Err(TrappableError::trap(died("before")));
        }
        let inner = accessor.with_getter::<WasiHttp>(State::http_view);
        let answer = <WasiHttp as HostWithStore<State>>::send(&inner, request).await;
        match stop {
            Some(Stop::After) => Err(TrappableError::trap(died("after"))),
            Some(_) => Err(ErrorCode::ConnectionTerminated.into()),
            None => answer,
        }
    }
}
