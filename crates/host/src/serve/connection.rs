//! One connection of a client.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::receive::receive;
use crate::App;
use crate::app::{Body, empty};

/// Smallest buffer hyper accepts.
const SMALLEST_HEAD: usize = 8 << 10;

/// Answers requests until the client goes, breaks the rules, or `stopped` ends.
pub(super) async fn serve(
    app: Arc<App>,
    stream: TcpStream,
    client: SocketAddr,
    mut stopped: watch::Receiver<()>,
) {
    // An answer is written in two parts, head and body. With Nagle's algorithm the second would wait for the client's
    // delayed acknowledgement: 40 ms on every request. A socket that refuses the option still works.
    let _ = stream.set_nodelay(true);
    let limits = app.limits().clone();
    let service = service_fn(|request| respond(&app, request, client));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_timeout)
        .max_buf_size(limits.head_bytes.max(SMALLEST_HEAD))
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    // How a connection ends badly is the client's business.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn respond(
    app: &App,
    request: Request<Incoming>,
    client: SocketAddr,
) -> Result<Response<Body>, Infallible> {
    Ok(match receive(request, app.limits()).await {
        Ok(request) => app.answer(request, client).await,
        Err(status) => empty(status),
    })
}
