//! Somebody in a shop, signed in or not.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use super::token::{self, Claims, Role};
use super::{Tenant, remember};
use crate::Error;

/// With a token: its tenant, and the customer when it has that role. Without one: the tenant of
/// the header `X-Tenant`. A bad token is 401; it never makes an anonymous visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// The shop that is visited.
    pub tenant: Tenant,
    /// The customer, if signed in as one.
    pub customer: Option<Uuid>,
    /// Staff of the shop looks at it.
    pub is_admin: bool,
}

impl FromRequestParts<()> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let claims = token::optional(parts).await?;
        let header = Tenant::from_header(&parts.headers)?;
        let visitor = match (claims, header) {
            (Some(claims), header) => signed_in(&claims, header)?,
            (None, Some(tenant)) => Self {
                tenant,
                customer: None,
                is_admin: false,
            },
            (None, None) => return Err(nobody()),
        };
        let principal = visitor.customer.map(|id| format!("customer:{id}"));
        let principal = principal.unwrap_or_else(|| "visitor".to_owned());
        remember(parts, Some(&visitor.tenant), principal);
        Ok(visitor)
    }
}

fn signed_in(claims: &Claims, header: Option<Tenant>) -> Result<Visitor, Error> {
    let tenant = claims.tenant()?;
    // Whoever sends both means one shop. To pick one silently would show the wrong one.
    if header.is_some_and(|named| named != tenant) {
        return Err(Error::forbidden(
            "X-Tenant names another tenant than the token.",
        ));
    }
    let customer = claims
        .has(Role::Customer)
        .then(|| claims.customer_id())
        .transpose()?;
    Ok(Visitor {
        tenant,
        customer,
        is_admin: claims.has(Role::Admin),
    })
}

fn nobody() -> Error {
    token::unauthenticated(
        "This needs the header Authorization: Bearer <token>, or X-Tenant: <tenant> to visit a shop without one.",
    )
}
