//! A payment provider or a carrier of one tenant, by a token.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::token::{self, Role};
use super::{Tenant, remember};
use crate::Error;
use crate::fields::ProviderName;

/// Token with the role `provider`, a `tenant`, and the provider's name as `sub`. It may report what
/// happened and nothing else: unlike a [`Service`](super::Service) it belongs to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// The shop it works for.
    pub tenant: Tenant,
    /// The token's `sub`.
    pub name: ProviderName,
}

impl FromRequestParts<()> for Provider {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let claims = token::required(parts).await?;
        claims.require(Role::Provider)?;
        let tenant = claims.tenant()?;
        let name = ProviderName::try_from(claims.subject).map_err(|_| {
            token::unauthenticated(
                "The token's `sub` is not a provider's name: 1 to 50 of a-z, 0-9 and -.",
            )
        })?;
        remember(parts, Some(&tenant), format!("provider:{name}"));
        Ok(Self { tenant, name })
    }
}
