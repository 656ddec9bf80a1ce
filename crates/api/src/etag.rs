//! Versions in headers: `ETag` out, `If-Match` in (RFC 9110 sections 8.8.3 and 13.1.1).

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponseParts, ResponseParts};

use crate::Error;

/// What the client believes it changes. `Option<IfMatch>` where it may be missing; where it must
/// be there, its absence is 428. Compare in SQL, in the statement that writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfMatch {
    /// `If-Match: *`: whatever version, as long as it exists.
    Any,
    /// `If-Match: "7"`.
    Version(i64),
}

impl IfMatch {
    /// The version to compare with; `None` for `*`.
    pub fn version(self) -> Option<i64> {
        match self {
            Self::Any => None,
            Self::Version(version) => Some(version),
        }
    }

    fn from_header(headers: &HeaderMap) -> Result<Option<Self>, Error> {
        let mut values = headers.get_all(header::IF_MATCH).iter();
        let Some(value) = values.next() else {
            return Ok(None);
        };
        let text = value.to_str().ok().filter(|_| values.next().is_none());
        text.and_then(|text| parse(text.trim()))
            .map(Some)
            .ok_or_else(|| {
                Error::malformed(
                    StatusCode::BAD_REQUEST,
                    "MALFORMED_HEADER",
                    "If-Match must be the ETag of an earlier answer, such as \"7\", or *.",
                )
            })
    }
}

fn parse(text: &str) -> Option<IfMatch> {
    if text == "*" {
        return Some(IfMatch::Any);
    }
    let digits = text.strip_prefix('"')?.strip_suffix('"')?;
    // `parse` alone would take a sign.
    let digits = Some(digits).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    digits.parse().ok().map(IfMatch::Version)
}

impl FromRequestParts<()> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Self, Error> {
        Self::from_header(&parts.headers)?.ok_or_else(|| {
            Error::malformed(
                StatusCode::PRECONDITION_REQUIRED,
                "PRECONDITION_REQUIRED",
                "This needs the header If-Match with the ETag of an earlier answer.",
            )
        })
    }
}

impl OptionalFromRequestParts<()> for IfMatch {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, (): &()) -> Result<Option<Self>, Error> {
        Self::from_header(&parts.headers)
    }
}

/// The version of what is answered: `(ETag(cart.version), Json(cart))`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ETag(pub i64);

impl IntoResponseParts for ETag {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        const NAME: HeaderName = header::ETAG;
        if let Ok(value) = HeaderValue::from_str(&format!("\"{}\"", self.0)) {
            parts.headers_mut().insert(NAME, value);
        }
        Ok(parts)
    }
}

#[cfg(test)]
mod tests;
