//! Receiving a request as a whole before a component sees it, so that a slow client occupies no instance.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST};
use http::uri::Authority;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;

use crate::Limits;

/// The whole request, or the status that says why not.
pub(super) async fn receive(
    request: Request<Incoming>,
    limits: &Limits,
) -> Result<Request<Bytes>, StatusCode> {
    if !request.uri().path().starts_with('/') {
        return Err(StatusCode::BAD_REQUEST);
    }
    // hyper bounds its buffer, which can be twice as large.
    if head_bytes(&request) > limits.head_bytes {
        return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    check_host(request.headers())?;
    // Said before it is sent: the client need not send it.
    if announced_bytes(request.headers()).is_some_and(|bytes| bytes > limits.body_bytes) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let (head, body) = request.into_parts();
    let body = Limited::new(body, limits.body_bytes).collect();
    match tokio::time::timeout(limits.body_timeout, body).await {
        Ok(Ok(body)) => Ok(Request::from_parts(head, body.to_bytes())),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            Err(StatusCode::PAYLOAD_TOO_LARGE)
        }
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

/// The size of URI and headers.
fn head_bytes<B>(request: &Request<B>) -> usize {
    let headers = request.headers().iter();
    let headers: usize = headers
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    let uri = request
        .uri()
        .path_and_query()
        .map_or(0, |path| path.as_str().len());
    uri + headers
}

/// RFC 9112: more than one `Host`, or one that is no authority, is a bad request.
fn check_host(headers: &HeaderMap) -> Result<(), StatusCode> {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => Ok(()),
        (Some(host), None) if Authority::try_from(host.as_bytes()).is_ok() => Ok(()),
        _ => Err(StatusCode::BAD_REQUEST),
    }
}

fn announced_bytes(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
