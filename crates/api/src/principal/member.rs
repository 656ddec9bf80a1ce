//! A customer or an admin: for what both may read.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use super::token::{self, Role};
use super::{Tenant, remember};
use crate::Error;

/// Token with the role `customer` or `admin`, and a `tenant`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The shop.
    pub tenant: Tenant,
    /// Whose eyes: a customer sees the own, an admin the tenant's.
    pub who: Who,
}

/// Which of the two a [`Member`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Sees what belongs to this customer.
    Customer(Uuid),
    /// Sees what belongs to the tenant; the text is the token's `sub`.
    Admin(String),
}

impl Member {
    /// `None` for an admin: no restriction to one customer.
    pub fn customer_id(&self) -> Option<Uuid> {
        match &self.who {
            Who::Customer(id) => Some(*id),
            Who::Admin(_) => None,
        }
    }
}

impl FromRequestParts<()> for Member {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let claims = token::required(parts).await?;
        // A token may have both roles; the wider one counts.
        let (who, principal) = if claims.has(Role::Admin) {
            (
                Who::Admin(claims.subject.clone()),
                format!("admin:{}", claims.subject),
            )
        } else if claims.has(Role::Customer) {
            let id = claims.customer_id()?;
            (Who::Customer(id), format!("customer:{id}"))
        } else {
            return Err(Error::forbidden(
                "This needs the token of a customer or an admin.",
            ));
        };
        let member = Self {
            tenant: claims.tenant()?,
            who,
        };
        remember(parts, Some(&member.tenant), principal);
        Ok(member)
    }
}
