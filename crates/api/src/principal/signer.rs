//! Somebody who signs what it sends: Standard Webhooks 1.0, the symmetric scheme (`v1`).
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{Tenant, remember};
use crate::{Error, StatusCode};

/// How far a message's time may be from ours, either way.
const TOLERANCE_SECONDS: u64 = 5 * 60;

/// The longest header that is looked at, in bytes.
const HEADER_MAX_BYTES: usize = 4096;

/// The longest `webhook-id`, in bytes.
const ID_MAX_BYTES: usize = 255;

/// The most signatures of one message that are tried.
const SIGNATURES_MAX: usize = 20;

/// With what the signature of a sender without a secret is compared, so that it takes as long.
const NO_SECRET: &[u8] = &[0; 32];

/// The headers `webhook-id`, `webhook-timestamp` and `webhook-signature`, and the tenant of the
/// query's `tenant` or of the header `X-Tenant`. They only claim: nothing but the tenant can be had
/// of it until [`Signer::check`] has seen the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The shop that the message is for.
    pub tenant: Tenant,
    id: String,
    timestamp: u64,
    signatures: Vec<Vec<u8>>,
}

impl Signer {
    /// The message's id, once one of `secrets` (base64, without `whsec_`) has signed it and its time
    /// is not more than five minutes from `now`, in seconds since 1970. Otherwise 401, which does
    /// not say what is wrong.
    pub fn check(self, secrets: &[String], now: u64, body: &[u8]) -> Result<String, Error> {
        let mut is_signed = false;
        for secret in secrets {
            let secret = BASE64_STANDARD.decode(secret).unwrap_or_default();
            is_signed |= !secret.is_empty() && self.is_signed_with(&secret, body);
        }
        if secrets.is_empty() {
            self.is_signed_with(NO_SECRET, body);
        }
        if is_signed && self.timestamp.abs_diff(now) <= TOLERANCE_SECONDS {
            return Ok(self.id);
        }
        Err(Self::refused())
    }

    /// 401 for a message that is not signed, and for a provider that is not known: the same answer.
    pub fn refused() -> Error {
        Error::rejected(
            StatusCode::UNAUTHORIZED,
            "UNAUTHENTICATED",
            "This needs a message of a known provider, signed as Standard Webhooks 1.0 says.",
        )
    }

    /// In constant time for each signature.
    fn is_signed_with(&self, secret: &[u8], body: &[u8]) -> bool {
        // HMAC takes keys of any length.
        let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret) else {
            return false;
        };
        let mac = mac
            .chain_update(format!("{}.{}.", self.id, self.timestamp))
            .chain_update(body);
        self.signatures
            .iter()
            .any(|signature| mac.clone().verify_slice(signature).is_ok())
    }

    fn of(parts: &Parts) -> Option<Self> {
        let id = one(&parts.headers, "webhook-id")?;
        let timestamp = one(&parts.headers, "webhook-timestamp")?;
        let signatures = one(&parts.headers, "webhook-signature")?;
        // The standard's own rule: with a dot in it, id and time could be told apart in two ways.
        if !(1..=ID_MAX_BYTES).contains(&id.len())
            || !id
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'.')
        {
            return None;
        }
        let number: u64 = timestamp.parse().ok()?;
        if number.to_string() != timestamp {
            return None;
        }
        Some(Self {
            tenant: tenant(parts)?,
            id: id.to_owned(),
            timestamp: number,
            signatures: signatures
                .split(' ')
                .filter_map(|signature| signature.strip_prefix("v1,"))
                .take(SIGNATURES_MAX)
                .filter_map(|signature| BASE64_STANDARD.decode(signature).ok())
                .collect(),
        })
    }
}

/// A sender can often be given nothing but an address: hence the query. Both must be the same.
fn tenant(parts: &Parts) -> Option<Tenant> {
    let query = parts.uri.query().unwrap_or_default();
    let mut named =
        form_urlencoded::parse(query.as_bytes()).filter_map(|(name, value)| match &*name {
            "tenant" => Some(value.into_owned()),
            _ => None,
        });
    let header = Tenant::from_header(&parts.headers).ok()?;
    match (named.next(), header) {
        (Some(_), _) if named.next().is_some() => None,
        (Some(query), None) => query.parse().ok(),
        (Some(query), Some(header)) => (query == header.as_str()).then_some(header),
        (None, header) => header,
    }
}

/// A header that is there once.
fn one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    (values.next().is_none() && value.len() <= HEADER_MAX_BYTES).then_some(value)
}

impl FromRequestParts<()> for Signer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let signer = Self::of(parts).ok_or_else(Self::refused)?;
        remember(parts, Some(&signer.tenant), "signer".to_owned());
        Ok(signer)
    }
}

#[cfg(test)]
mod tests;
