//! What tells a repeated request from a new one.

use api::{Admin, IdempotencyKey, Tenant};
use serde::Serialize;
use spin_sdk::pg::ParameterValue;

use crate::Owner;
use crate::call::json;
use api::Fault;

/// A request with an `Idempotency-Key`: its first answer is remembered per tenant,
/// principal, route and key, in the transaction that has the effect.
#[derive(Debug, Serialize)]
pub struct Request {
    principal: String,
    route: &'static str,
    key: String,
    fingerprint: String,
}

impl Request {
    /// `None` when the client sent no key. `route` is the route's pattern, so that one
    /// key can be used on two of them.
    pub fn new(
        owner: &Owner,
        route: &'static str,
        key: Option<IdempotencyKey>,
        fingerprint: String,
    ) -> Option<Self> {
        Self::by(owner.principal(), route, key, fingerprint)
    }

    /// The same for a principal that owns nothing: `admin:boss`.
    pub fn by(
        principal: String,
        route: &'static str,
        key: Option<IdempotencyKey>,
        fingerprint: String,
    ) -> Option<Self> {
        key.map(|key| Self {
            principal,
            route,
            key: key.as_str().to_owned(),
            fingerprint,
        })
    }

    /// The same for an admin.
    pub fn by_admin(
        admin: &Admin,
        route: &'static str,
        key: Option<IdempotencyKey>,
        fingerprint: String,
    ) -> Option<Self> {
        Self::by(format!("admin:{}", admin.subject), route, key, fingerprint)
    }
}

pub(crate) fn parameter(request: Option<&Request>) -> Result<ParameterValue, Fault> {
    request.map_or(Ok(ParameterValue::DbNull), json)
}

pub(crate) fn tenant(tenant: &Tenant) -> ParameterValue {
    ParameterValue::Str(tenant.as_str().to_owned())
}
