//! `spindle-postgres <data directory> [--port N]`: the embedded Postgres as a process of its own.
//!
//! The parent gives it a pipe as stdin and reads one line from its stdout: the URL, once a real
//! connection was answered. When stdin ends (the parent closed it, or is dead) it shuts down in a
//! bounded time. A failure is one sentence on stderr and exit code 1. It is no PostgreSQL server
//! for production: see the README for what it can and cannot do.

mod arguments;
mod channel;
mod client;
mod front;
mod seat;
mod startup;
mod statements;
mod upstream;
mod wire;

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use arguments::Arguments;
use seat::Seat;
use upstream::Upstream;

/// How long a transaction may still take when the parent is gone. What was committed is in the
/// files either way, and the next start recovers like after a crash.
const STOP_LIMIT: Duration = Duration::from_secs(3);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            let _ = writeln!(std::io::stderr(), "spindle-postgres: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let Some(arguments) = Arguments::parse(std::env::args_os().skip(1))? else {
        let _ = write!(std::io::stdout(), "{}", arguments::USAGE);
        return Ok(());
    };
    let (listener, address) = front::listen(arguments.port)?;
    let upstream = Upstream::start(&arguments.data_directory)?;
    let seat = Arc::new(Seat::new(arguments.data_directory, upstream));
    let door = Arc::clone(&seat);
    std::thread::spawn(move || front::serve(&listener, &door));
    announce(address)?;
    wait_for_parent();
    stop(&seat);
    Ok(())
}

/// The handshake. A parent that died in the meantime cannot read it, and that is an error too.
fn announce(address: SocketAddr) -> Result<(), String> {
    let (user, database) = (startup::USER, startup::DATABASE);
    let mut stdout = std::io::stdout();
    writeln!(
        stdout,
        "postgres://{user}@{address}/{database}?sslmode=disable"
    )
    .and_then(|()| stdout.flush())
    .map_err(|error| format!("The parent does not read the URL: {error}."))
}

/// Returns when the other end of stdin is gone. What is sent there means nothing.
fn wait_for_parent() {
    let mut stdin = std::io::stdin();
    let mut ignored = [0; 256];
    while matches!(stdin.read(&mut ignored), Ok(1..)) {}
}

/// Takes the seat for good and closes the database.
fn stop(seat: &Seat) {
    if let Some(mut turn) = seat.take(STOP_LIMIT) {
        turn.forget_server();
        // Whoever waits for the seat must not start another server.
        std::mem::forget(turn);
    }
}
