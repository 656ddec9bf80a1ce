//! JSON in and out.

use axum::extract::{FromRequest, OptionalFromRequest, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use super::{problem, read};
use crate::{Error, Fault};

/// A JSON body, as the last argument of a handler or as its answer.
///
/// As an argument: 415 without `Content-Type: application/json`, 413 over 256 KiB, 400 with line
/// and column when it is not JSON, 422 with the field when it is not a `T`. Give wire types
/// `#[serde(deny_unknown_fields)]`, so that a misspelled field is an error. With
/// `Option<Json<T>>` the body may be empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<()> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, (): &()) -> Result<Self, Error> {
        require_json(request.headers())?;
        parse(&read(request).await?).map(Self)
    }
}

impl<T: DeserializeOwned> OptionalFromRequest<()> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, (): &()) -> Result<Option<Self>, Error> {
        let json = require_json(request.headers());
        let body = read(request).await?;
        if body.is_empty() {
            return Ok(None);
        }
        json?;
        parse(&body).map(|value| Some(Self(value)))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let json = HeaderValue::from_static("application/json");
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(header::CONTENT_TYPE, json)], body).into_response(),
            Err(error) => Error::Fault(Fault::Bug(format!("answer: {error}"))).into_response(),
        }
    }
}

/// 415 unless the body is announced as JSON (`application/json` or `application/…+json`).
pub(crate) fn require_json(headers: &HeaderMap) -> Result<(), Error> {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = given
        .and_then(|text| text.split(';').next())
        .unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    if essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
    {
        return Ok(());
    }
    Err(Error::malformed(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "UNSUPPORTED_MEDIA_TYPE",
        "The body must be JSON, with the header Content-Type: application/json.",
    ))
}

/// Bytes to a `T`, with the errors of [`Json`]: for a handler that has to see the bytes first.
/// serde_json refuses more than 128 nested levels by itself.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let inner = error.inner();
        match inner.classify() {
            Category::Data => {
                let at = format!(" at line {} column {}", inner.line(), inner.column());
                let detail = problem(error.path(), &inner.to_string(), &at);
                Error::validation_failed(vec![detail])
            }
            // A number where a word of a list is expected: serde_json takes it for bad syntax.
            Category::Syntax if serde_json::from_slice::<Value>(body).is_ok() => {
                let detail = problem(error.path(), "is none of the values it may have", "");
                Error::validation_failed(vec![detail])
            }
            Category::Io | Category::Syntax | Category::Eof => malformed(inner),
        }
    })?;
    deserializer.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

fn malformed(error: &serde_json::Error) -> Error {
    Error::malformed(
        StatusCode::BAD_REQUEST,
        "MALFORMED_JSON",
        format!("The body is not JSON: {error}."),
    )
}
