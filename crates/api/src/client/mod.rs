//! Calls to other components (`http://pricing-rules.spin.internal/…`) and to services outside.
//!
//! Spin has no timeout on chained calls and ten minutes on others, so each call here has its own;
//! the answer is bounded too. Not here: retries. Only the caller knows what may be done twice.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::request_id::REQUEST_ID;
use crate::{Fault, RequestId};

mod send;

/// The largest answer that is read: 1 MiB.
pub const ANSWER_MAX_BYTES: usize = 1024 * 1024;

/// What came back, whatever the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status; a callee that trapped is 500.
    pub status: StatusCode,
    /// The whole body.
    pub body: Bytes,
}

impl Answer {
    /// The body as JSON. A callee that breaks its contract is a [`Fault::Bug`].
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        serde_json::from_slice(&self.body)
            .map_err(|error| Fault::Bug(format!("answer of a call ({}): {error}", self.status)))
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// Nobody there, or the manifest does not allow it. The callee has **not** acted.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// No whole answer in time. The callee may have acted, or may yet.
    #[error("no answer within {0:?}")]
    TimedOut(Duration),
    /// The connection broke before the answer was complete. The callee may have acted.
    #[error("answer broken off: {0}")]
    Broken(String),
    /// The answer is larger than [`ANSWER_MAX_BYTES`]. The callee has probably acted.
    #[error("answer larger than {ANSWER_MAX_BYTES} bytes")]
    TooLarge,
}

impl CallError {
    /// `false` only when it is certain that the callee never saw the call.
    pub fn may_have_acted(&self) -> bool {
        !matches!(self, Self::Unreachable(_))
    }
}

/// A call that is being put together.
#[derive(Debug)]
pub struct Call {
    pub(crate) request: Result<axum::http::Request<Vec<u8>>, String>,
}

impl Call {
    /// `GET`. `url` is absolute.
    pub fn get(url: &str, request_id: &RequestId) -> Self {
        Self::new(Method::GET, url, request_id, Ok(Vec::new()))
    }

    /// `POST` with a JSON body.
    pub fn post_json(url: &str, request_id: &RequestId, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).map_err(|error| error.to_string());
        Self::new(Method::POST, url, request_id, body).header("content-type", "application/json")
    }

    fn new(
        method: Method,
        url: &str,
        request_id: &RequestId,
        body: Result<Vec<u8>, String>,
    ) -> Self {
        let request = body.and_then(|body| {
            let builder = axum::http::Request::builder().method(method).uri(url);
            builder
                .header(REQUEST_ID, request_id.as_str())
                .header(header::ACCEPT, HeaderValue::from_static("application/json"))
                .body(body)
                .map_err(|error| error.to_string())
        });
        Self { request }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(self, name: &'static str, value: &str) -> Self {
        let request = self.request.and_then(|mut request| {
            let value = HeaderValue::from_str(value).map_err(|error| format!("{name}: {error}"))?;
            request.headers_mut().insert(name, value);
            Ok(request)
        });
        Self { request }
    }

    /// Sends it and reads the whole answer, all within `timeout`.
    pub async fn send(self, timeout: Duration) -> Result<Answer, CallError> {
        let request = self.request.map_err(CallError::Unreachable)?;
        send::send(request, timeout).await
    }
}

/// [`Call::post_json`] without further headers.
pub async fn post_json(
    url: &str,
    request_id: &RequestId,
    body: &impl Serialize,
    timeout: Duration,
) -> Result<Answer, CallError> {
    Call::post_json(url, request_id, body).send(timeout).await
}

/// [`Call::get`] without further headers.
pub async fn get(
    url: &str,
    request_id: &RequestId,
    timeout: Duration,
) -> Result<Answer, CallError> {
    Call::get(url, request_id).send(timeout).await
}

#[cfg(test)]
mod tests;
