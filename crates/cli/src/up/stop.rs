//! Ctrl-C and SIGTERM. The second one does not wait for anything any more.

use anyhow::{Context, Result};
use tokio::sync::watch;

/// What the shell expects of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// Set once a signal came.
pub(super) struct Stop {
    requested: watch::Receiver<bool>,
}

impl Stop {
    /// Listens for signals from now on.
    pub(super) fn on_signals() -> Result<Self> {
        let mut signals = Signals::new().context("Signals cannot be listened to")?;
        let (sender, requested) = watch::channel(false);
        tokio::spawn(async move {
            signals.next().await;
            let _ = sender.send(true);
            signals.next().await;
            std::process::exit(INTERRUPTED);
        });
        Ok(Self { requested })
    }

    /// Returns when a signal has come.
    pub(super) async fn requested(&self) {
        let _ = self
            .requested
            .clone()
            .wait_for(|requested| *requested)
            .await;
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
