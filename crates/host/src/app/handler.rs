//! A component ready to answer.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::body::{Frame, SizeHint};
use wasmtime_wasi_http::handler::{ProxyHandler, TrapOrPanicError};

use super::Body;
use crate::instance::{Expired, Factory, RequestContext};

/// Gives requests to instances of one component.
pub(crate) struct Handler(ProxyHandler<Factory>);

impl Handler {
    pub(super) fn new(factory: Factory) -> Self {
        Self(ProxyHandler::new(factory))
    }

    /// The component's answer; 500 with an empty body when it traps, fails or takes too long, and the reason in the log.
    pub(crate) async fn handle(
        &self,
        context: Arc<RequestContext>,
        request: Request<Body>,
    ) -> Response<Body> {
        match self.0.handle(context.clone(), request).await {
            Ok(response) => response.map(|body| {
                Answering {
                    body,
                    _request: context,
                }
                .boxed_unsync()
            }),
            Err(error) => {
                self.log(&error);
                empty(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    fn log(&self, error: &wasmtime::Error) {
        // A trap ends the instance, and that is logged once, with its cause.
        if error.is::<TrapOrPanicError>() {
            return;
        }
        let component = &self.0.state().component;
        let reason = if error.is::<Expired>() {
            let limit = component.services.options.request_timeout;
            format!("no answer within {} ms", limit.as_millis())
        } else {
            format!("{error:#}").replace('\n', " ")
        };
        component
            .services
            .logs
            .host(&component.id, &format!("a request failed: {reason}"));
    }
}

/// An answer without a body.
pub(crate) fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(
        Empty::new()
            .map_err(wasmtime_wasi_http::Error::from)
            .boxed_unsync(),
    );
    *response.status_mut() = status;
    response
}

/// A body and the request it answers, which lives as long.
struct Answering {
    body: Body,
    _request: Arc<RequestContext>,
}

impl hyper::body::Body for Answering {
    type Data = Bytes;
    type Error = wasmtime_wasi_http::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, wasmtime_wasi_http::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
