//! Another program of ours, for all tenants.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::remember;
use super::token::{self, Role};
use crate::Error;

/// Token with the role `service`: the scheduler's tick, an operator's tool. It has no tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// The token's `sub`.
    pub subject: String,
}

impl FromRequestParts<()> for Service {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let claims = token::required(parts).await?;
        claims.require(Role::Service)?;
        remember(parts, None, format!("service:{}", claims.subject));
        Ok(Self {
            subject: claims.subject,
        })
    }
}
