//! What the host changes in a request's head: the `spin-*` headers, the absolute URI.

use std::net::SocketAddr;

use http::header::{CONNECTION, HOST, RETRY_AFTER, TRANSFER_ENCODING};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, Uri};

use super::router::PublicRoute;
use crate::manifest::RouteMatch;

/// Gives the URI a scheme and an authority, which guests rely on. The authority is that of `Host`.
pub(super) fn make_absolute<B>(request: &mut Request<B>) {
    let authority = request
        .headers()
        .get(HOST)
        .and_then(|host| Authority::try_from(host.as_bytes()).ok())
        .or_else(|| request.uri().authority().cloned())
        // An outside client must not look like a component.
        .filter(|authority| !authority.host().ends_with(".spin.internal"))
        .unwrap_or_else(|| Authority::from_static("localhost"));
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(Scheme::HTTP);
    parts.authority = Some(authority);
    parts.path_and_query = Some(
        request
            .uri()
            .path_and_query()
            .cloned()
            .unwrap_or_else(|| PathAndQuery::from_static("/")),
    );
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
}

/// Replaces the `spin-*` headers of a request from outside. Spin appends its own to the client's, which lets a client lie.
pub(super) fn add_route_headers<B>(
    request: &mut Request<B>,
    route: &PublicRoute,
    found: &RouteMatch,
    client: SocketAddr,
) {
    let full_url = request.uri().to_string();
    let pattern = route.pattern.to_string();
    let client = client.to_string();
    let headers = request.headers_mut();
    remove_foreign(headers);
    headers.remove(CONNECTION);
    // The body has arrived; how it was framed says nothing any more.
    headers.remove(TRANSFER_ENCODING);
    let internal_host = |host: &HeaderValue| {
        host.to_str()
            .is_ok_and(|host| host.contains(".spin.internal"))
    };
    if headers.get(HOST).is_some_and(internal_host) {
        headers.remove(HOST);
    }
    for (name, value) in [
        ("spin-path-info", found.rest.as_str()),
        ("spin-full-url", &full_url),
        ("spin-matched-route", &pattern),
        ("spin-base-path", "/"),
        ("spin-raw-component-route", &pattern),
        ("spin-component-route", route.pattern.fixed_part()),
        ("spin-client-addr", &client),
    ] {
        insert(headers, name, value);
    }
    for (name, value) in &found.parameters {
        insert(
            headers,
            &format!("spin-path-match-{}", name.to_ascii_lowercase()),
            value,
        );
    }
}

/// The `spin-*` headers of a chained call, as Spin sets them.
pub(crate) fn add_chained_headers<B>(request: &mut Request<B>) {
    let path = request.uri().path().to_owned();
    let path_and_query = request
        .uri()
        .path_and_query()
        .map_or("/", PathAndQuery::as_str);
    let full_url = format!("http://localhost{path_and_query}");
    let headers = request.headers_mut();
    remove_foreign(headers);
    for (name, value) in [
        ("spin-path-info", path.as_str()),
        ("spin-full-url", &full_url),
        ("spin-matched-route", "/..."),
        ("spin-base-path", "/"),
        ("spin-raw-component-route", "/..."),
        ("spin-component-route", "/"),
        ("spin-client-addr", "0.0.0.0:0"),
    ] {
        insert(headers, name, value);
    }
}

/// Asks the client to come again.
pub(super) fn try_later<B>(mut response: Response<B>) -> Response<B> {
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

fn remove_foreign(headers: &mut HeaderMap) {
    let foreign: Vec<_> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("spin-"))
        .cloned()
        .collect();
    for name in foreign {
        headers.remove(name);
    }
}

/// A value that cannot be a header is left out; paths always can.
fn insert(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        headers.insert(name, value);
    }
}
