//! Bearer tokens: signed JWTs, checked as RFC 8725 asks.

use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::Value;

use super::Tenant;
use super::keys::{Authority, Key};
use super::signature;
use crate::Error;

/// The longest token that is looked at, in bytes.
pub(super) const TOKEN_MAX_BYTES: usize = 8 * 1024;

/// How far clocks may differ, in seconds.
const LEEWAY_SECONDS: u64 = 30;

/// The longest `sub`, in bytes (OpenID Connect Core 2 has the same bound).
const SUBJECT_MAX_BYTES: usize = 255;

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Customer,
    Admin,
    Service,
    Provider,
}

/// What a valid token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claims {
    pub subject: String,
    tenant: Option<Tenant>,
    roles: Vec<Role>,
}

/// Claims as they are written. `Value` where a wrong type shall get its own message.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    sub: Value,
    #[serde(default)]
    tenant: Value,
    #[serde(default)]
    roles: Value,
}

impl Claims {
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// 403 unless the token has the role.
    pub fn require(&self, role: Role) -> Result<(), Error> {
        let name = match role {
            Role::Customer => "a customer",
            Role::Admin => "an admin",
            Role::Service => "a service",
            Role::Provider => "a provider",
        };
        if self.has(role) {
            return Ok(());
        }
        Err(Error::forbidden(format!("This needs the token of {name}.")))
    }

    /// 401 when the token names no tenant: only those of services may do without.
    pub fn tenant(&self) -> Result<Tenant, Error> {
        self.tenant
            .clone()
            .ok_or_else(|| unauthenticated("The token names no tenant."))
    }

    /// A customer's id.
    pub fn customer_id(&self) -> Result<uuid::Uuid, Error> {
        let id = uuid::Uuid::parse_str(&self.subject);
        id.map_err(|_| unauthenticated("The token's `sub` is not a customer id (UUID)."))
    }
}

pub(super) fn unauthenticated(message: impl Into<String>) -> Error {
    Error::rejected(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", message)
}

/// The claims of a request that must have a token.
pub(super) async fn required(parts: &Parts) -> Result<Claims, Error> {
    let claims = optional(parts).await?;
    claims.ok_or_else(|| unauthenticated("This needs the header Authorization: Bearer <token>."))
}

/// The claims of a request that may have a token. A bad one is refused, never overlooked.
pub(super) async fn optional(parts: &Parts) -> Result<Option<Claims>, Error> {
    let Some(token) = bearer(&parts.headers)? else {
        return Ok(None);
    };
    let authority = Authority::current().await?;
    verify(token, &authority).map(Some)
}

fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Error> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(unauthenticated(
            "The header Authorization was given more than once.",
        ));
    }
    let (scheme, token) = value
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(unauthenticated(
            "The header Authorization must be: Bearer <token>.",
        ));
    }
    Ok(Some(token.trim()))
}

/// Checks form, signature, times and audience, in this order, and reads the claims.
pub(super) fn verify(token: &str, authority: &Authority) -> Result<Claims, Error> {
    if token.len() > TOKEN_MAX_BYTES {
        let message = format!("The token is longer than {TOKEN_MAX_BYTES} bytes.");
        return Err(unauthenticated(message));
    }
    signature::install();
    // `none` is no algorithm of the library, so such a header does not even parse.
    let header =
        decode_header(token).map_err(|_| unauthenticated("The token is not a signed JWT."))?;
    if header.crit.is_some() {
        return Err(unauthenticated(
            "The token's header has critical extensions (`crit`).",
        ));
    }
    let fits = |key: &&Key| {
        key.algorithm == header.alg
            && (header.kid.is_none() || key.id.is_none() || key.id == header.kid)
    };
    for key in authority.keys.iter().filter(fits) {
        match decode::<Written>(token, &key.key, &validation(key, &authority.audience)) {
            Ok(token) => return read(token.claims),
            Err(error) if matches!(error.kind(), ErrorKind::InvalidSignature) => {}
            Err(error) => return Err(unauthenticated(explain(error.kind()))),
        }
    }
    Err(unauthenticated(
        "The token is not signed with a key we know.",
    ))
}

fn validation(key: &Key, audience: &str) -> Validation {
    let mut validation = Validation::new(key.algorithm);
    validation.leeway = LEEWAY_SECONDS;
    validation.validate_nbf = true;
    validation.set_audience(&[audience]);
    validation.set_required_spec_claims(&["exp", "aud", "sub"]);
    validation
}

/// What is wrong with a token whose signature is good, or that cannot be read at all.
fn explain(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpiredSignature => "The token has expired.".to_owned(),
        ErrorKind::ImmatureSignature => "The token is not valid yet (`nbf`).".to_owned(),
        ErrorKind::InvalidAudience => "The token is for another audience (`aud`).".to_owned(),
        ErrorKind::MissingRequiredClaim(claim) | ErrorKind::InvalidClaimFormat(claim) => {
            format!("The token's `{claim}` is missing or malformed.")
        }
        _ => "The token is not a signed JWT.".to_owned(),
    }
}

fn read(written: Written) -> Result<Claims, Error> {
    let subject = match written.sub {
        Value::String(text) if (1..=SUBJECT_MAX_BYTES).contains(&text.len()) => text,
        _ => {
            let message = format!("The token's `sub` is not 1 to {SUBJECT_MAX_BYTES} bytes long.");
            return Err(unauthenticated(message));
        }
    };
    let tenant = match written.tenant {
        Value::Null => None,
        Value::String(slug) => slug.parse().ok().map(Some).ok_or_else(bad_tenant)?,
        _ => return Err(bad_tenant()),
    };
    let Value::Array(roles) = written.roles else {
        return Err(unauthenticated("The token's `roles` is not an array."));
    };
    Ok(Claims {
        subject,
        tenant,
        roles: roles.iter().filter_map(role).collect(),
    })
}

fn bad_tenant() -> Error {
    unauthenticated("The token's `tenant` is not a tenant's name.")
}

/// Roles we do not know give no rights; other programs may read the same token.
fn role(value: &Value) -> Option<Role> {
    match value.as_str()? {
        "customer" => Some(Role::Customer),
        "admin" => Some(Role::Admin),
        "service" => Some(Role::Service),
        "provider" => Some(Role::Provider),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
