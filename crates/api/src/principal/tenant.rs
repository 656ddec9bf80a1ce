//! Which shop.

use std::fmt;
use std::str::FromStr;

use axum::http::HeaderMap;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::Error;

/// The longest tenant slug, in characters: what fits into a DNS label.
pub const TENANT_MAX: usize = 63;

/// The header in which those without a token name the tenant.
const X_TENANT: &str = "x-tenant";

/// A tenant's slug: 1 to 63 of `a-z 0-9 -`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tenant(String);

impl Tenant {
    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// From the header `X-Tenant`, when there is one; 400 when it is not a slug or comes twice.
    pub(super) fn from_header(headers: &HeaderMap) -> Result<Option<Self>, Error> {
        let mut values = headers.get_all(X_TENANT).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let text = value.to_str().ok().filter(|_| values.next().is_none());
        match text.map(str::parse) {
            Some(Ok(tenant)) => Ok(Some(tenant)),
            Some(Err(_)) | None => Err(Error::malformed(
                StatusCode::BAD_REQUEST,
                "MALFORMED_HEADER",
                format!("X-Tenant must be given once, {}.", BadTenant),
            )),
        }
    }
}

/// The text is not a tenant's slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("1 to {TENANT_MAX} characters of a-z, 0-9 and -")]
pub struct BadTenant;

impl FromStr for Tenant {
    type Err = BadTenant;

    fn from_str(text: &str) -> Result<Self, BadTenant> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for Tenant {
    type Error = BadTenant;

    fn try_from(text: String) -> Result<Self, BadTenant> {
        let fits = (1..=TENANT_MAX).contains(&text.len());
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if fits && text.bytes().all(allowed) {
            Ok(Self(text))
        } else {
            Err(BadTenant)
        }
    }
}

impl From<Tenant> for String {
    fn from(tenant: Tenant) -> Self {
        tenant.0
    }
}

impl fmt::Display for Tenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
