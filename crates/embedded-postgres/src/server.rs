//! Starting and stopping pglite-oxide.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use pglite_oxide::PgliteServer;

use crate::arguments::Arguments;

/// `PgliteServer::shutdown` waits for an open connection to end. After this long the process ends
/// anyway: what was committed is in the files, and the next start recovers like after a crash.
const STOP_LIMIT: Duration = Duration::from_secs(3);

/// A running server.
pub struct Server {
    inner: PgliteServer,
    address: SocketAddr,
}

/// Opens (or creates) the data directory and listens.
pub fn start(arguments: &Arguments) -> Result<Server, String> {
    let directory = &arguments.data_directory;
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port));
    let inner = PgliteServer::builder()
        .path(directory)
        .tcp(wanted)
        .start()
        .map_err(|e| explain(directory, arguments.port, &format!("{e:#}")))?;
    let address = inner
        .tcp_addr()
        .ok_or("The embedded Postgres has no TCP address.")?;
    Ok(Server { inner, address })
}

impl Server {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// For any Postgres client. No password: it listens on this machine only.
    pub fn url(&self) -> String {
        format!(
            "postgres://postgres@{}/template1?sslmode=disable",
            self.address
        )
    }

    /// Ends within [`STOP_LIMIT`].
    pub fn stop(self) {
        let (done, stopped) = mpsc::channel();
        std::thread::spawn(move || {
            let _ = self.inner.shutdown();
            let _ = done.send(());
        });
        let _ = stopped.recv_timeout(STOP_LIMIT);
    }
}

/// pglite-oxide's error chain as one sentence about what the reader can change.
fn explain(directory: &Path, port: u16, chain: &str) -> String {
    let directory = directory.display();
    if chain.contains("already in use: ") {
        format!("The data directory {directory} is already in use by another process.")
    } else if chain.contains("bind PGlite TCP server") {
        format!("Port {port} on 127.0.0.1 is already in use.")
    } else {
        format!(
            "The embedded Postgres cannot start in {directory}: {}.",
            chain.replace('\n', " ")
        )
    }
}
