//! `spindle token`: development tokens, and the keys they are signed with.
//!
//! For this machine only: in production the identity provider signs, and its public keys are the
//! variable `jwt_keys`.

mod keys;
mod lifetime;
mod sign;

use std::time::Duration;

use serde::Serialize;

pub use keys::DevKeys;
pub use lifetime::parse_lifetime;

/// What `jwt_audience` is unless it is configured.
pub const AUDIENCE: &str = "spindle";

/// The first shop of `migrations/demo/`.
pub const DEV_TENANT: &str = "demo";

/// The customer of development tokens when none is named, so that two tokens see one history.
pub const DEV_CUSTOMER: &str = "c0ffee00-0000-4000-8000-000000000001";

/// Who a token speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Buys. The subject is a UUID.
    Customer,
    /// Works for one tenant.
    Admin,
    /// A machine of ours, such as the scheduler; it belongs to no tenant.
    Service,
    /// A payment provider or a carrier of one tenant; the subject is its name.
    Provider,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// `sub`: a UUID for customers.
    pub subject: String,
    /// Slug of the shop; `None` for services.
    pub tenant: Option<String>,
    /// The one role it has.
    pub role: Role,
    /// From now on.
    pub lifetime: Duration,
}

impl Claims {
    /// A customer of `tenant`, for `lifetime`.
    pub fn customer(tenant: &str, customer_id: &str, lifetime: Duration) -> Self {
        Self {
            subject: customer_id.to_owned(),
            tenant: Some(tenant.to_owned()),
            role: Role::Customer,
            lifetime,
        }
    }

    /// An administrator of `tenant`, for `lifetime`.
    pub fn admin(tenant: &str, subject: &str, lifetime: Duration) -> Self {
        Self {
            subject: subject.to_owned(),
            tenant: Some(tenant.to_owned()),
            role: Role::Admin,
            lifetime,
        }
    }

    /// A payment provider or a carrier of `tenant`, for `lifetime`.
    pub fn provider(tenant: &str, name: &str, lifetime: Duration) -> Self {
        Self {
            subject: name.to_owned(),
            tenant: Some(tenant.to_owned()),
            role: Role::Provider,
            lifetime,
        }
    }

    /// A service, for `lifetime`.
    pub fn service(subject: &str, lifetime: Duration) -> Self {
        Self {
            subject: subject.to_owned(),
            tenant: None,
            role: Role::Service,
            lifetime,
        }
    }
}
