//! Who is asking. Each type here is an extractor, and the first argument of a handler.
//!
//! | Type | Who | Tenant from |
//! |---|---|---|
//! | [`Customer`] | a signed-in customer | the token |
//! | [`Admin`] | staff of one tenant | the token |
//! | [`Member`] | either of the two | the token |
//! | [`Shopper`] | a customer, or a guest who shows the secret of a cart | the token, else the header `X-Tenant` |
//! | [`Reader`] | a [`Shopper`] or an [`Admin`] | the token, else the header `X-Tenant` |
//! | [`Visitor`] | a customer, or nobody in particular | the token, else the header `X-Tenant` |
//! | [`Service`] | another program of ours, such as the scheduler | – |
//! | [`Provider`] | a payment provider or a carrier | the token |
//! | [`Signer`] | the same, by a signature: [`Signer::check`] has to see the body | the query's `tenant`, or the header `X-Tenant` |
//! | [`Neighbor`] | a component of the same application, by service chaining | the header `X-Tenant`, if any |
//! | [`Anyone`] | everybody, for what is no secret | – |
//!
//! A missing or bad token is 401, a good token of the wrong role 403. What another tenant owns is
//! not decided here: SQL functions take the tenant first, and answer "not found".

mod admin;
mod anyone;
mod cart_token;
mod customer;
mod keys;
mod member;
mod neighbor;
mod provider;
mod service;
mod shopper;
mod signature;
mod signer;
mod tenant;
mod token;
mod visitor;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

pub use admin::Admin;
pub use anyone::Anyone;
pub use cart_token::CartToken;
pub use customer::Customer;
pub use member::{Member, Who};
pub use neighbor::Neighbor;
pub use provider::Provider;
pub use service::Service;
pub use shopper::{Owner, Reader, Shopper};
pub use signer::Signer;
pub use tenant::{BadTenant, TENANT_MAX, Tenant};
pub use visitor::Visitor;

use crate::log::{Caller, Identity};

/// A type that says who may call a route. Implemented by the types of this module only.
pub trait Principal: FromRequestParts<()> + sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! principals {
    ($($principal:ty),+) => {
        $(impl sealed::Sealed for $principal {}
        impl Principal for $principal {})+
    };
}

principals!(
    Admin, Anyone, Customer, Member, Neighbor, Provider, Reader, Service, Shopper, Signer, Visitor
);

/// The arguments of a handler, of which the first is a [`Principal`].
///
/// axum names the arguments of a handler by a tuple, with a marker of its own in front.
#[diagnostic::on_unimplemented(
    message = "a handler's first argument must say who may call it",
    note = "use a principal such as `api::Customer`, or `api::Anyone` for what is no secret"
)]
pub trait StartsWithPrincipal {}

macro_rules! starts_with_principal {
    ($($argument:ident)*) => {
        impl<Marker, P: Principal, $($argument),*> StartsWithPrincipal
            for (Marker, P, $($argument,)*) {}
    };
}

starts_with_principal!();
starts_with_principal!(A);
starts_with_principal!(A B);
starts_with_principal!(A B C);
starts_with_principal!(A B C D);
starts_with_principal!(A B C D E);
starts_with_principal!(A B C D E F);

/// Tells the log who it was.
fn remember(parts: &Parts, tenant: Option<&Tenant>, principal: String) {
    if let Some(caller) = parts.extensions.get::<Caller>() {
        caller.is(Identity {
            tenant: tenant.map(ToString::to_string),
            principal,
        });
    }
}

#[cfg(test)]
mod tests;
