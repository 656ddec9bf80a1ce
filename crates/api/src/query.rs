//! The query string: `?status=PENDING&limit=50`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::Error;
use crate::body::problem;

/// The query as a struct. 422 with the name when a value does not fit its type. A parameter that
/// is given twice is refused, because two programs could read two different values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<()> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        parse(parts.uri.query().unwrap_or_default()).map(Self)
    }
}

fn parse<T: DeserializeOwned>(query: &str) -> Result<T, Error> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let deserializer = serde_urlencoded::Deserializer::new(pairs);
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let detail = problem(error.path(), &error.inner().to_string(), "");
        Error::validation_failed(vec![detail])
    })
}

#[cfg(test)]
mod tests;
