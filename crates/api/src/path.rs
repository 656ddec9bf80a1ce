//! The parts of a path: `/api/v1/cart/{id}`.

use axum::extract::path::ErrorKind;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::body::type_name;
use crate::{Error, Fault};

/// One value, a tuple, or a struct with the names of the route. 422 with the name when a part
/// does not fit its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<()> for Path<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        match axum::extract::Path::<T>::from_request_parts(parts, &()).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(PathRejection::FailedToDeserializePathParams(failure)) => {
                let kind = failure.into_kind();
                Err(explain(kind, &names(parts).await))
            }
            Err(other) => Err(Error::Fault(Fault::Bug(format!("path: {other}")))),
        }
    }
}

async fn names(parts: &mut Parts) -> Vec<String> {
    let params = RawPathParams::from_request_parts(parts, &()).await;
    params
        .map(|params| params.iter().map(|(name, _)| name.to_owned()).collect())
        .unwrap_or_default()
}

fn explain(kind: ErrorKind, names: &[String]) -> Error {
    let name = |index: usize| names.get(index).map_or("path", String::as_str).to_owned();
    match kind {
        ErrorKind::ParseErrorAtKey {
            key, expected_type, ..
        } => not_a(key, expected_type),
        ErrorKind::ParseErrorAtIndex {
            index,
            expected_type,
            ..
        } => not_a(name(index), expected_type),
        ErrorKind::ParseError { expected_type, .. } => not_a(name(0), expected_type),
        ErrorKind::InvalidUtf8InPathParam { key } => Error::invalid(key, "is not UTF-8"),
        ErrorKind::DeserializeError { key, message, .. } => Error::invalid(key, message),
        ErrorKind::Message(message) => Error::invalid(name(0), message),
        kind => Error::Fault(Fault::Bug(format!("path: {kind}"))),
    }
}

fn not_a(name: String, expected_type: &str) -> Error {
    Error::invalid(name, format!("must be {}", type_name(expected_type)))
}

#[cfg(test)]
mod tests;
