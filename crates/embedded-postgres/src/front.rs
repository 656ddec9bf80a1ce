//! The door: accepts clients and gives each a thread.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::client;
use crate::seat::Seat;

/// Clients at a time. They only queue, so more would only wait.
const CLIENTS_MAX: usize = 100;

/// Listens on 127.0.0.1; port 0 takes any free one.
pub fn listen(port: u16) -> Result<(TcpListener, SocketAddr), String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => format!("Port {port} on 127.0.0.1 is already in use."),
        _ => format!("Port {port} on 127.0.0.1 cannot be listened on: {error}."),
    })?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("The listening port is unknown: {error}."))?;
    Ok((listener, address))
}

/// Serves for ever.
pub fn serve(listener: &TcpListener, seat: &Arc<Seat>) {
    let clients = Arc::new(AtomicUsize::new(0));
    for (id, stream) in (0_u64..).zip(listener.incoming()) {
        let Ok(stream) = stream else { continue };
        if clients.load(Ordering::Relaxed) >= CLIENTS_MAX {
            continue; // Closed at once.
        }
        let (seat, counter) = (Arc::clone(seat), Arc::clone(&clients));
        counter.fetch_add(1, Ordering::Relaxed);
        let thread = thread::Builder::new().spawn(move || {
            client::serve(stream, id, &seat);
            counter.fetch_sub(1, Ordering::Relaxed);
        });
        if thread.is_err() {
            clients.fetch_sub(1, Ordering::Relaxed);
        }
    }
}
