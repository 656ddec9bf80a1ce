//! Everybody.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// For what is no secret and belongs to no tenant: health, the OpenAPI document. A token is not
/// looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anyone;

impl FromRequestParts<()> for Anyone {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, (): &()) -> Result<Self, Infallible> {
        Ok(Self)
    }
}
