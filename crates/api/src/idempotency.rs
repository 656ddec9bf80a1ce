//! Requests that may be sent again: the header `Idempotency-Key` (IETF draft 07).
//!
//! This reads key and fingerprint; SQL remembers them in the statement that has the effect, and
//! decides: a repeat gets the first answer, another body 422; a repeat that arrives while the first
//! is still running waits for its answer.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::Error;
use crate::body::{parse, read, require_json};

/// The longest key, in characters.
pub const IDEMPOTENCY_KEY_MAX: usize = 255;

const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// 1 to 255 visible ASCII characters. `Option<IdempotencyKey>` where it may be missing; a bad one
/// is 400 either way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// The key as it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn from_header(headers: &HeaderMap) -> Result<Option<Self>, Error> {
        let mut values = headers.get_all(IDEMPOTENCY_KEY).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let key = value
            .to_str()
            .ok()
            .filter(|text| is_key(text) && values.next().is_none());
        key.map(|text| Some(Self(text.to_owned()))).ok_or_else(|| {
            bad(format!(
                "Idempotency-Key must be given once, 1 to {IDEMPOTENCY_KEY_MAX} visible ASCII characters."
            ))
        })
    }
}

fn is_key(text: &str) -> bool {
    (1..=IDEMPOTENCY_KEY_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

fn bad(message: impl Into<String>) -> Error {
    Error::malformed(StatusCode::BAD_REQUEST, "IDEMPOTENCY_KEY_INVALID", message)
}

impl FromRequestParts<()> for IdempotencyKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        let key = Self::from_header(&parts.headers)?;
        key.ok_or_else(|| bad("This needs the header Idempotency-Key."))
    }
}

impl OptionalFromRequestParts<()> for IdempotencyKey {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Option<Self>, Error> {
        Self::from_header(&parts.headers)
    }
}

/// Key, fingerprint and JSON body of a request with an effect. The last argument of a handler,
/// instead of [`crate::Json`] and with its errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotent<T> {
    /// From the header, when the client sends one.
    pub key: Option<IdempotencyKey>,
    /// SHA-256 of method, path and the body's bytes, in 64 hex digits: tells a retry from another
    /// request with the same key.
    pub fingerprint: String,
    /// The body. For a route whose body may be empty, `T` is an `Option`: an empty body is read
    /// as `null`.
    pub body: T,
}

impl<T: DeserializeOwned> FromRequest<()> for Idempotent<T> {
    type Rejection = Error;

    async fn from_request(request: Request, (): &()) -> Result<Self, Error> {
        let key = IdempotencyKey::from_header(request.headers())?;
        let json = require_json(request.headers());
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let bytes = read(request).await?;
        let fingerprint = fingerprint(&method, &path, &bytes);
        // Only what can be null may be left out, and then without a content type.
        if bytes.is_empty()
            && let Ok(body) = parse(b"null")
        {
            return Ok(Self {
                key,
                fingerprint,
                body,
            });
        }
        json?;
        Ok(Self {
            key,
            fingerprint,
            body: parse(&bytes)?,
        })
    }
}

/// Key, fingerprint and bytes of a request whose body is a file. The last argument of a handler;
/// which kinds of files it takes is its own to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// From the header, when the client sends one.
    pub key: Option<IdempotencyKey>,
    /// As of [`Idempotent`].
    pub fingerprint: String,
    /// In lower case, without parameters; empty when the client says nothing.
    pub content_type: String,
    /// At most 256 KiB.
    pub bytes: Bytes,
}

impl FromRequest<()> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, (): &()) -> Result<Self, Error> {
        let key = IdempotencyKey::from_header(request.headers())?;
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let content_type = content_type.and_then(|value| value.split(';').next());
        let content_type = content_type.unwrap_or_default().trim().to_ascii_lowercase();
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let bytes = read(request).await?;
        Ok(Self {
            key,
            fingerprint: fingerprint(&method, &path, &bytes),
            content_type,
            bytes,
        })
    }
}

fn fingerprint(method: &Method, path: &str, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    for part in [method.as_str().as_bytes(), path.as_bytes()] {
        hash.update(part);
        hash.update(b"\n");
    }
    hash.update(body);
    format!("{:x}", hash.finalize())
}

#[cfg(test)]
mod tests;
