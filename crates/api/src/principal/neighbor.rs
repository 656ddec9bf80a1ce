//! A component of the same application.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Tenant, remember};
use crate::Error;

/// For routes that `spin.toml` does **not** publish (`route = { private = true }`): only service
/// chaining reaches them, so whoever calls is one of ours. Nothing in the request proves it (every
/// header can be made up), which is why such a route must never be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbor {
    /// From the header `X-Tenant`, when the caller names one.
    pub tenant: Option<Tenant>,
}

impl Neighbor {
    /// The tenant, on a route that is about one. Without it the caller has a bug: 400.
    pub fn require_tenant(&self) -> Result<&Tenant, Error> {
        self.tenant.as_ref().ok_or_else(|| {
            let status = axum::http::StatusCode::BAD_REQUEST;
            Error::malformed(
                status,
                "MALFORMED_HEADER",
                "This needs the header X-Tenant.",
            )
        })
    }
}

impl FromRequestParts<()> for Neighbor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let tenant = Tenant::from_header(&parts.headers)?;
        remember(parts, tenant.as_ref(), "neighbor".to_owned());
        Ok(Self { tenant })
    }
}
