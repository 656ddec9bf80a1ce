//! Service chaining: a request to `<id>.spin.internal` goes to that component in this process, without a socket.

use http::header::HOST;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody};

use crate::app::add_chained_headers;
use crate::instance::{Component, RequestContext};

/// Lets `callee` answer `request`. Its failure is a 500 answer, as for any client; a name that is no component
/// is an error (Spin traps the caller).
pub(super) async fn chain(
    caller: &Component,
    callee: &str,
    depth: u32,
    mut request: http::Request<WasiBody>,
    options: Option<RequestOptions>,
) -> Result<http::Response<WasiBody>, Error> {
    let app = caller.app.upgrade().ok_or(Error::DestinationUnavailable)?;
    let handler = app.handler(callee).ok_or(Error::DestinationNotFound)?;
    let depth = depth + 1;
    if depth > caller.services.options.chain_depth {
        return Err(Error::LoopDetected);
    }
    request.headers_mut().remove(HOST);
    add_chained_headers(&mut request);
    let response = handler.handle(RequestContext::chained(depth), request);
    match options.and_then(|options| options.first_byte_timeout) {
        None => Ok(response.await),
        Some(limit) => tokio::time::timeout(limit, response)
            .await
            .map_err(|_| Error::ConnectionReadTimeout),
    }
}
