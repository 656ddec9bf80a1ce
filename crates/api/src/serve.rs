//! The entry of every component.

use std::sync::OnceLock;
use std::time::Instant;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::response::Response;
use time::OffsetDateTime;

use crate::log::{self, Asked, Caller, Wrong};
use crate::request_id::REQUEST_ID;
use crate::{Error, Fault, RequestId, Routes};

/// Answers one request: gives it an id, runs the handler, writes the error envelope and one log
/// line.
///
/// The table is built once per instance. An instance serves many requests, up to 16 at a time; the
/// table is immutable and holds nothing of a user.
///
/// ```no_run
/// // In a component this has the attribute #[spin_sdk::http_service].
/// async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
///     api::serve(routes, request).await
/// }
///
/// fn routes() -> api::Routes {
///     api::Routes::new("ops").get("/health/live", live)
/// }
///
/// async fn live(_: api::Anyone) -> &'static str {
///     "yes"
/// }
/// ```
pub async fn serve(routes: fn() -> Routes, request: spin_sdk::http::Request) -> Response {
    static TABLE: OnceLock<Routes> = OnceLock::new();
    let table = TABLE.get_or_init(|| routes().ready());
    let (response, line) = answer(table, request.map(Body::new)).await;
    log::write(&line);
    response
}

/// The answer and its log line.
pub(crate) async fn answer(routes: &Routes, mut request: Request) -> (Response, String) {
    let started = Instant::now();
    let asked = Asked {
        request_id: RequestId::of(request.headers()),
        component: routes.component(),
        method: request.method().clone(),
        path: request.uri().path().to_owned(),
        caller: Caller::default(),
    };
    request.extensions_mut().insert(asked.request_id.clone());
    request.extensions_mut().insert(asked.caller.clone());

    let response = routes.dispatch(request).await;

    let (mut response, wrong) = finish(response, &asked.request_id);
    if asked.method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    let (status, took) = (response.status(), started.elapsed());
    let line = log::line(&asked, status, wrong, took, OffsetDateTime::now_utc());
    (response, line)
}

/// Turns an error that a handler returned into the envelope, keeping headers such as `Allow`, and
/// gives what the log should know.
fn finish(mut response: Response, request_id: &RequestId) -> (Response, Wrong) {
    let mut wrong = Wrong {
        code: None,
        fault: response.extensions_mut().remove::<Fault>(),
    };
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        let allow = response.headers_mut().remove(header::ALLOW);
        response = error.answer(request_id);
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
        wrong.code = Some(error.code());
        if let Error::Fault(fault) = error {
            wrong.fault = Some(fault);
        }
    }
    if let Some(value) = request_id.header_value() {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    (response, wrong)
}

#[cfg(test)]
mod tests;
