//! The secret that opens a guest's cart.

use std::fmt;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::token;
use crate::{Error, Fault};

const CART_TOKEN: &str = "cart-token";

/// 256 random bits, and what base64url makes of them.
const BYTES: usize = 32;
const LENGTH: usize = 43;

/// The header `Cart-Token`: 43 characters of base64url. Whoever shows it owns the cart that was
/// opened with it, so it is a secret: it is kept nowhere, and not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct CartToken(String);

impl CartToken {
    /// A new one that nobody can guess.
    pub fn draw() -> Result<Self, Fault> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)
            .map_err(|error| Fault::bug(format!("no random bytes: {error}")))?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// As it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 in 64 hex digits: names the guest where the secret must not stand.
    pub fn hash(&self) -> String {
        format!("{:x}", Sha256::digest(&self.0))
    }

    /// From the header, when there is one; 400 when it cannot be one of ours or comes twice.
    pub(super) fn from_header(headers: &HeaderMap) -> Result<Option<Self>, Error> {
        let mut values = headers.get_all(CART_TOKEN).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let token = value
            .to_str()
            .ok()
            .filter(|text| is_token(text) && values.next().is_none());
        token.map(|text| Some(Self(text.to_owned()))).ok_or_else(|| {
            Error::malformed(
                StatusCode::BAD_REQUEST,
                "MALFORMED_HEADER",
                format!("Cart-Token must be given once, {LENGTH} characters of A-Z, a-z, 0-9, _ and -."),
            )
        })
    }
}

fn is_token(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    text.len() == LENGTH && text.bytes().all(allowed)
}

impl fmt::Debug for CartToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CartToken(…)")
    }
}

/// For what needs it beside a principal, such as a merge.
impl FromRequestParts<()> for CartToken {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        Self::from_header(&parts.headers)?.ok_or_else(|| {
            token::unauthenticated("This needs the header Cart-Token of the guest's cart.")
        })
    }
}
