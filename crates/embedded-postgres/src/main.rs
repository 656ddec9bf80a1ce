//! `spindle-postgres <data directory> [--port N]`: the embedded Postgres as a process of its own.
//!
//! The parent gives it a pipe as stdin and reads one line from its stdout: the URL, once a real
//! connection was answered. When stdin ends (the parent closed it, or is dead) it shuts down in a
//! bounded time. A failure is one sentence on stderr and exit code 1. It is no PostgreSQL server
//! for production: see the README for what it can and cannot do.

mod arguments;
mod probe;
mod server;

use std::io::{Read, Write};
use std::process::ExitCode;

use arguments::Arguments;

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
    let server = server::start(&arguments)?;
    probe::answers(server.address())?;
    announce(&server.url())?;
    wait_for_parent();
    server.stop();
    Ok(())
}

/// The handshake. A parent that died in the meantime cannot read it, and that is an error too.
fn announce(url: &str) -> Result<(), String> {
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{url}")
        .and_then(|()| stdout.flush())
        .map_err(|e| format!("the parent does not read the URL: {e}"))
}

/// Returns when the other end of stdin is gone. What is sent there means nothing.
fn wait_for_parent() {
    let mut stdin = std::io::stdin();
    let mut ignored = [0; 256];
    while matches!(stdin.read(&mut ignored), Ok(1..)) {}
}
