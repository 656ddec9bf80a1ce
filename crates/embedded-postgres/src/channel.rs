//! How we reach pglite-oxide in this process. After a `copy` it sends its answers in small pieces,
//! which TCP would hold back for 40 ms each: a Unix socket does not.

use std::io;

use pglite_oxide::{PgliteServer, PgliteServerBuilder};

#[cfg(not(unix))]
pub use tcp::{Stream, connect, listen};
#[cfg(unix)]
pub use unix::{Stream, connect, listen};

#[cfg(unix)]
mod unix {
    use super::{PgliteServer, PgliteServerBuilder, io};

    /// A connection.
    pub type Stream = std::os::unix::net::UnixStream;

    /// On a socket of this process. In the data directory its path could be too long.
    pub fn listen(builder: PgliteServerBuilder) -> PgliteServerBuilder {
        let name = format!("spindle-postgres-{}.sock", std::process::id());
        builder.unix(std::env::temp_dir().join(name))
    }

    /// The name is needed only once.
    pub fn connect(server: &PgliteServer) -> io::Result<Stream> {
        let path = server.socket_path().ok_or(io::ErrorKind::NotConnected)?;
        let stream = Stream::connect(path)?;
        Ok(stream)
    }
}

#[cfg(not(unix))]
mod tcp {
    use super::{PgliteServer, PgliteServerBuilder, io};

    /// A connection.
    pub type Stream = std::net::TcpStream;

    /// On any free port.
    pub fn listen(builder: PgliteServerBuilder) -> PgliteServerBuilder {
        builder.tcp(std::net::SocketAddr::from(([127, 0, 0, 1], 0)))
    }

    /// To that port.
    pub fn connect(server: &PgliteServer) -> io::Result<Stream> {
        let address = server.tcp_addr().ok_or(io::ErrorKind::NotConnected)?;
        let stream = Stream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}
