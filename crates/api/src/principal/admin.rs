//! Staff of one tenant.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::token::{self, Role};
use super::{Tenant, remember};
use crate::Error;

/// Token with the role `admin` and a `tenant`. Admins of one tenant have no rights in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admin {
    /// The shop the admin works for.
    pub tenant: Tenant,
    /// The token's `sub`, for the history; up to 255 bytes of any text.
    pub subject: String,
}

impl FromRequestParts<()> for Admin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let claims = token::required(parts).await?;
        claims.require(Role::Admin)?;
        let admin = Self {
            tenant: claims.tenant()?,
            subject: claims.subject,
        };
        remember(
            parts,
            Some(&admin.tenant),
            format!("admin:{}", admin.subject),
        );
        Ok(admin)
    }
}
