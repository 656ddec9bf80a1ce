//! The keys that tokens are checked with: variable `jwt_keys`, a JWK Set (RFC 7517).

use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;

use crate::{Fault, variables};

/// RFC 7518 3.2: an HS256 key is at least as long as the hash.
const HS256_KEY_MIN_BYTES: usize = 32;
const ED25519_KEY_BYTES: usize = 32;

/// What tokens are checked against.
#[derive(Debug)]
pub(super) struct Authority {
    pub keys: Vec<Key>,
    pub audience: String,
}

/// One key. The algorithm belongs to the key, never to the token (RFC 8725 3.1).
#[derive(Debug)]
pub(super) struct Key {
    pub id: Option<String>,
    pub algorithm: Algorithm,
    pub key: DecodingKey,
}

#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<Jwk>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    k: Option<String>,
    x: Option<String>,
}

impl Authority {
    /// The keys and the audience as the variables have them now.
    ///
    /// Parsed again only when the text has changed. The cache is configuration, not a user's: one
    /// entry per instance.
    pub async fn current() -> Result<Arc<Self>, Fault> {
        static LAST: Mutex<Option<(String, Arc<Authority>)>> = Mutex::new(None);

        let text = variables::get("jwt_keys").await?;
        let audience = variables::get("jwt_audience").await?;
        // A poisoned lock still holds a whole value: it is only ever replaced.
        let mut last = LAST.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some((known, authority)) = &*last
            && *known == text
            && authority.audience == audience
        {
            return Ok(Arc::clone(authority));
        }
        let authority = Arc::new(Self {
            keys: parse(&text)?,
            audience,
        });
        *last = Some((text, Arc::clone(&authority)));
        Ok(authority)
    }
}

/// A key set that cannot be read, or has no key we know, is a fault: with it nobody could sign in.
/// The fault names the place and never the key.
pub(super) fn parse(text: &str) -> Result<Vec<Key>, Fault> {
    let set: JwkSet = serde_json::from_str(text).map_err(|error| {
        Fault::Bug(format!(
            "variable `jwt_keys`: no JWK Set (line {})",
            error.line()
        ))
    })?;
    let mut keys = Vec::new();
    for (index, jwk) in set.keys.into_iter().enumerate() {
        let bad = |why: &str| Fault::Bug(format!("variable `jwt_keys`: keys[{index}]: {why}"));
        if let Some(key) = key(jwk).map_err(bad)? {
            keys.push(key);
        }
    }
    if keys.is_empty() {
        return Err(Fault::bug(
            "variable `jwt_keys`: no HS256 or Ed25519 key in it",
        ));
    }
    Ok(keys)
}

/// `None` for kinds of keys we do not use: RFC 7517 5 says to ignore them.
fn key(jwk: Jwk) -> Result<Option<Key>, &'static str> {
    let (algorithm, key) = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
        ("oct", _) => (Algorithm::HS256, secret(jwk.k.as_deref())?),
        ("OKP", Some("Ed25519")) => (Algorithm::EdDSA, public_key(jwk.x.as_deref())?),
        _ => return Ok(None),
    };
    let fits = match (jwk.alg.as_deref(), algorithm) {
        (None, _) | (Some("HS256"), Algorithm::HS256) => true,
        (Some("EdDSA" | "Ed25519"), Algorithm::EdDSA) => true,
        (Some(_), _) => false,
    };
    Ok(fits.then_some(Key {
        id: jwk.kid,
        algorithm,
        key,
    }))
}

fn secret(k: Option<&str>) -> Result<DecodingKey, &'static str> {
    let bytes = decoded(k).ok_or("`k` is not base64url")?;
    if bytes.len() < HS256_KEY_MIN_BYTES {
        return Err("`k` is shorter than 32 bytes");
    }
    Ok(DecodingKey::from_secret(&bytes))
}

fn public_key(x: Option<&str>) -> Result<DecodingKey, &'static str> {
    let bytes = decoded(x).ok_or("`x` is not base64url")?;
    if bytes.len() != ED25519_KEY_BYTES {
        return Err("`x` is not 32 bytes");
    }
    Ok(DecodingKey::from_ed_der(&bytes))
}

fn decoded(text: Option<&str>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text?.trim_end_matches('=')).ok()
}

#[cfg(test)]
mod tests;
