//! Whoever has a cart: a customer, or a guest who shows the secret of it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use uuid::Uuid;

use super::token::{self, Claims, Role};
use super::{CartToken, Tenant, remember};
use crate::Error;

/// With a token: the customer. Without one: the guest of the headers `X-Tenant` and `Cart-Token`.
/// A bad token is 401; it never makes a guest. With a token, a `Cart-Token` says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shopper {
    /// The shop.
    pub tenant: Tenant,
    /// Whose cart.
    pub owner: Owner,
}

/// Who owns a cart, a checkout or an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// A signed-in customer.
    Customer(Uuid),
    /// Whoever shows the secret of the cart.
    Guest(CartToken),
}

/// Whoever may look: a [`Shopper`] at the own, an admin at the tenant's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The shop.
    pub tenant: Tenant,
    /// `None` for an admin: no restriction to one owner.
    pub owner: Option<Owner>,
    /// As it stands in logs and beside remembered answers: `admin:<sub>`, or the owner's.
    pub principal: String,
}

impl Owner {
    /// As it stands in logs and beside remembered answers: never the secret itself.
    pub fn principal(&self) -> String {
        match self {
            Self::Customer(id) => format!("customer:{id}"),
            Self::Guest(token) => format!("guest:{}", token.hash()),
        }
    }
}

impl FromRequestParts<()> for Shopper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let shopper = match token::optional(parts).await? {
            Some(claims) => {
                claims.require(Role::Customer)?;
                Self {
                    tenant: tenant_of(&claims, parts)?,
                    owner: Owner::Customer(claims.customer_id()?),
                }
            }
            None => guest(parts)?,
        };
        remember(parts, Some(&shopper.tenant), shopper.owner.principal());
        Ok(shopper)
    }
}

impl FromRequestParts<()> for Reader {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let reader = match token::optional(parts).await? {
            // A token may have both roles; the wider one counts.
            Some(claims) if claims.has(Role::Admin) => Self {
                tenant: tenant_of(&claims, parts)?,
                owner: None,
                principal: format!("admin:{}", claims.subject),
            },
            Some(claims) if claims.has(Role::Customer) => {
                let tenant = tenant_of(&claims, parts)?;
                Self::of(tenant, Owner::Customer(claims.customer_id()?))
            }
            Some(_) => {
                return Err(Error::forbidden(
                    "This needs the token of a customer or an admin.",
                ));
            }
            None => {
                let Shopper { tenant, owner } = guest(parts)?;
                Self::of(tenant, owner)
            }
        };
        remember(parts, Some(&reader.tenant), reader.principal.clone());
        Ok(reader)
    }
}

impl Reader {
    fn of(tenant: Tenant, owner: Owner) -> Self {
        Self {
            tenant,
            principal: owner.principal(),
            owner: Some(owner),
        }
    }

    /// As it stands in histories: `admin:<sub>`, `customer:<id>` or `guest`.
    pub fn actor(&self) -> &str {
        match self.owner {
            Some(Owner::Guest(_)) => "guest",
            Some(Owner::Customer(_)) | None => &self.principal,
        }
    }
}

/// The token's tenant. Whoever names one in a header, too, means the same.
fn tenant_of(claims: &Claims, parts: &Parts) -> Result<Tenant, Error> {
    let tenant = claims.tenant()?;
    let header = Tenant::from_header(&parts.headers)?;
    if header.is_some_and(|named| named != tenant) {
        return Err(Error::forbidden(
            "X-Tenant names another tenant than the token.",
        ));
    }
    Ok(tenant)
}

fn guest(parts: &Parts) -> Result<Shopper, Error> {
    let tenant = Tenant::from_header(&parts.headers)?;
    let token = CartToken::from_header(&parts.headers)?;
    match (tenant, token) {
        (Some(tenant), Some(token)) => Ok(Shopper {
            tenant,
            owner: Owner::Guest(token),
        }),
        _ => Err(token::unauthenticated(
            "This needs the header Authorization: Bearer <token> of a customer, or the headers X-Tenant: <tenant> and Cart-Token: <token> of a guest.",
        )),
    }
}
