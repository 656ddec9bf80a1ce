//! Serving an application over HTTP/1.1 until told to stop, within bounds on what clients can take.
//!
//! Not here: HTTP/2, TLS. A proxy does those.

mod connection;
mod receive;

use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::App;

/// Accepting fails when the machine is out of something; trying again at once would only use what is left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves `app` on `listener` until `shutdown` resolves. Then no connection is accepted any more, requests in flight
/// are answered with `Connection: close`, and after `drain` at the latest what is left is cut off. Database pools close last.
///
/// Returns the number of connections that had to be cut off.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
    drain: Duration,
) -> usize {
    let (stop, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let accepting = accept(&app, listener, &mut connections, stopped);
    tokio::select! {
        () = accepting => {}
        () = shutdown => {}
    }
    drop(stop);
    let all_done = async {
        while connections.join_next().await.is_some() {}
        // A client that has hung up may have left a request behind.
        app.finish().await;
    };
    let cut_off = match tokio::time::timeout(drain, all_done).await {
        Ok(()) => 0,
        Err(_) => connections.len(),
    };
    connections.shutdown().await;
    app.close();
    cut_off
}

async fn accept(
    app: &Arc<App>,
    listener: TcpListener,
    connections: &mut JoinSet<()>,
    stopped: watch::Receiver<()>,
) {
    let places = Arc::new(Semaphore::new(app.limits().connections));
    loop {
        // Beyond the bound new connections wait in the socket's backlog.
        let Ok(place) = places.clone().acquire_owned().await else {
            return;
        };
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, client)) => {
                let serve = connection::serve(app.clone(), stream, client, stopped.clone());
                connections.spawn(async move {
                    serve.await;
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}
