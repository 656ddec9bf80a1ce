//! What can go wrong, and the one envelope in which a client hears of it.
//!
//! The four kinds of `style.md`: *malformed* and *rejected* are answers, *unavailable* and *bug*
//! are faults. Not here: logging. [`crate::serve`] logs a fault once, at the edge.

use std::convert::Infallible;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, IntoResponseParts, Response, ResponseParts};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::RequestId;

/// Why a handler does not answer with what was asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// The request makes no sense: 400, 413, 415 or 422. Nothing was decided.
    Malformed(Refusal),
    /// The request makes sense and the answer is no: 401, 402, 403, 404, 405, 409, 412, 422.
    Rejected(Refusal),
    /// It is not the caller's fault: 500 or 503.
    Fault(Fault),
}

/// An answer of 4xx, told to the client word by word.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: StatusCode,
    /// Stable, upper case, for programs: `INVENTORY_UNAVAILABLE`.
    pub code: &'static str,
    /// For people; names what would be right.
    pub message: String,
    /// One object per problem, for instance `{"field": "items[0].quantity", "message": "…"}`.
    pub details: Vec<Detail>,
}

/// One problem, as the JSON it is told in. Text and not a `serde_json::Value`, which would make
/// floats of exact amounts.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Detail(Box<RawValue>);

impl Detail {
    /// What cannot be written as JSON becomes `null`: an error must not fail.
    pub fn new(detail: &impl Serialize) -> Self {
        let json = serde_json::value::to_raw_value(detail);
        Self(json.unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }

    /// For looking into it; amounts may lose digits.
    pub fn value(&self) -> Value {
        serde_json::from_str(self.0.get()).unwrap_or_default()
    }
}

impl PartialEq for Detail {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// A failure on our side. The text is for the log; a client never sees it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Could work later: the database or a service is down or too busy. Answered with 503.
    #[error("unavailable: {what}")]
    Unavailable {
        /// What is not available and why, for the log.
        what: String,
        /// Sent as `Retry-After`.
        retry_after_seconds: u32,
    },
    /// Anything that must not happen. Answered with 500.
    #[error("bug: {0}")]
    Bug(String),
}

impl Fault {
    /// [`Fault::Unavailable`] with the usual wait of one second.
    pub fn unavailable(what: impl Into<String>) -> Self {
        Self::Unavailable {
            what: what.into(),
            retry_after_seconds: 1,
        }
    }

    /// [`Fault::Bug`].
    pub fn bug(what: impl Into<String>) -> Self {
        Self::Bug(what.into())
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Error {
    /// The business says no.
    pub fn rejected(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self::Rejected(Refusal {
            status,
            code,
            message: message.into(),
            details: Vec::new(),
        })
    }

    /// The request makes no sense.
    pub fn malformed(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self::Malformed(Refusal {
            status,
            code,
            message: message.into(),
            details: Vec::new(),
        })
    }

    /// 403 `FORBIDDEN`: a good token, but not for this.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::rejected(StatusCode::FORBIDDEN, "FORBIDDEN", message)
    }

    /// 404 `NOT_FOUND`: what does not exist, and equally what belongs to somebody else.
    pub fn not_found(what: &str) -> Self {
        Self::rejected(
            StatusCode::NOT_FOUND,
            "NOT_FOUND",
            format!("There is no such {what}."),
        )
    }

    /// 422 `IDEMPOTENCY_KEY_REUSED`: the key was first sent with another request.
    pub fn key_reused() -> Self {
        Self::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "IDEMPOTENCY_KEY_REUSED",
            "This Idempotency-Key was first used with another request.",
        )
    }

    /// 422 `VALIDATION_FAILED` about one field.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        let problem = json!({ "field": field.into(), "message": message.into() });
        Self::validation_failed(vec![problem])
    }

    /// 422 `VALIDATION_FAILED`; each detail is `{"field", "message"}`.
    pub(crate) fn validation_failed(details: Vec<Value>) -> Self {
        Self::Malformed(Refusal {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            code: "VALIDATION_FAILED",
            message: "Some fields are not valid.".to_owned(),
            details: details.iter().map(Detail::new).collect(),
        })
    }

    /// Adds one detail to a refusal; a fault has none and stays as it is.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Serialize) -> Self {
        if let Self::Malformed(refusal) | Self::Rejected(refusal) = &mut self {
            refusal.details.push(Detail::new(&detail));
        }
        self
    }

    /// The status this error is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(refusal) | Self::Rejected(refusal) => refusal.status,
            Self::Fault(Fault::Unavailable { .. }) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(Fault::Bug(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Stable, upper case, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(refusal) | Self::Rejected(refusal) => refusal.code,
            Self::Fault(Fault::Unavailable { .. }) => "SERVICE_UNAVAILABLE",
            Self::Fault(Fault::Bug(_)) => "INTERNAL_ERROR",
        }
    }

    /// The whole body. Faults say nothing about their insides.
    fn body(&self, request_id: &RequestId) -> Vec<u8> {
        let (message, details, retry_after): (&str, &[Detail], _) = match self {
            Self::Malformed(refusal) | Self::Rejected(refusal) => {
                (&refusal.message, &refusal.details, None)
            }
            Self::Fault(Fault::Unavailable {
                retry_after_seconds,
                ..
            }) => (
                "Something this needs is not available right now. Please try again.",
                &[],
                Some(*retry_after_seconds),
            ),
            Self::Fault(Fault::Bug(_)) => (
                "Something went wrong on our side. Please name the request id.",
                &[],
                None,
            ),
        };
        let told = Told {
            code: self.code(),
            message,
            details,
            retry_after,
        };
        let envelope = Envelope {
            error: told,
            request_id: request_id.as_str(),
        };
        // Strings, numbers and JSON values always become JSON.
        serde_json::to_vec(&envelope).unwrap_or_default()
    }

    /// The answer to the client.
    pub(crate) fn answer(&self, request_id: &RequestId) -> Response {
        let body = self.body(request_id);
        let length = body.len();
        let mut response = (self.status(), body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        headers.insert(header::CONTENT_LENGTH, length.into());
        if let Self::Fault(Fault::Unavailable {
            retry_after_seconds,
            ..
        }) = self
        {
            headers.insert(header::RETRY_AFTER, (*retry_after_seconds).into());
        }
        if self.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// What every error looks like from outside.
#[derive(Serialize)]
struct Envelope<'a> {
    error: Told<'a>,
    request_id: &'a str,
}

#[derive(Serialize)]
struct Told<'a> {
    code: &'static str,
    message: &'a str,
    details: &'a [Detail],
    /// In seconds, as in the header `Retry-After`.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
}

/// Carries the error to [`crate::serve`], which knows the request id and writes the body.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Beside an answer of its own, a handler hands a fault to the log:
/// `(StatusCode::SERVICE_UNAVAILABLE, fault, Json(report))`.
impl IntoResponseParts for Fault {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}
