//! A signed-in customer of one tenant.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use super::token::{self, Role};
use super::{Tenant, remember};
use crate::Error;

/// Token with the role `customer`, a `tenant`, and a UUID as `sub`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The shop the customer belongs to.
    pub tenant: Tenant,
    /// The token's `sub`.
    pub customer_id: Uuid,
}

impl FromRequestParts<()> for Customer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let claims = token::required(parts).await?;
        claims.require(Role::Customer)?;
        let customer = Self {
            tenant: claims.tenant()?,
            customer_id: claims.customer_id()?,
        };
        remember(
            parts,
            Some(&customer.tenant),
            format!("customer:{}", customer.customer_id),
        );
        Ok(customer)
    }
}
