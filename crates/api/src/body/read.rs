//! Reads a whole request body, up to a bound.

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::Error;

/// The largest request body: 256 KiB.
pub const BODY_MAX_BYTES: usize = 256 * 1024;

/// The body; 413 when it is longer than [`BODY_MAX_BYTES`], 400 when the client stops midway.
pub(crate) async fn read(request: Request) -> Result<Bytes, Error> {
    // A client that announces too much is answered before it sends.
    if announced(request.headers()).is_some_and(|length| length > BODY_MAX_BYTES as u64) {
        return Err(too_large());
    }
    match Limited::new(request.into_body(), BODY_MAX_BYTES)
        .collect()
        .await
    {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        Err(_) => Err(Error::malformed(
            StatusCode::BAD_REQUEST,
            "BODY_INCOMPLETE",
            "The body ended before it was complete.",
        )),
    }
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

fn too_large() -> Error {
    Error::malformed(
        StatusCode::PAYLOAD_TOO_LARGE,
        "PAYLOAD_TOO_LARGE",
        format!("The body is larger than {BODY_MAX_BYTES} bytes."),
    )
}
