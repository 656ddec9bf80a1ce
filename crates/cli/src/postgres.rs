//! The embedded Postgres as a child process: nothing to install, nothing left behind.
//!
//! The child ends when its stdin ends, so it cannot survive us, however we die. It is made for
//! trying out and for tests; production has a PostgreSQL server.

mod build;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use tokio::sync::oneshot;

pub use build::program;

/// For the first start, which unpacks the database. Measured: about a second.
const START_LIMIT: Duration = Duration::from_secs(60);

/// The child gives itself 3 s when a connection stays open.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// How often a child that shall end is looked at.
const STOP_POLL: Duration = Duration::from_millis(5);

/// A running embedded Postgres. Dropping it stops it.
#[derive(Debug)]
pub struct Embedded {
    child: Child,
    stdin: Option<ChildStdin>,
    url: String,
}

impl Embedded {
    /// Starts it on `data_dir`, which is created when missing. Builds the program first when
    /// needed: some minutes, once. `log` is told so.
    pub async fn start(data_dir: &Path, log: &dyn Fn(&str)) -> Result<Self> {
        let program = program(log).await?;
        let mut embedded = Self::spawn(&program, data_dir)
            .with_context(|| format!("{} cannot be started", program.display()))?;
        let (stdout, stderr) = (embedded.child.stdout.take(), embedded.child.stderr.take());
        let (sender, receiver) = oneshot::channel();
        std::thread::spawn(move || {
            let _ = sender.send(first_line(stdout, stderr));
        });
        embedded.url = tokio::time::timeout(START_LIMIT, receiver)
            .await
            .map_err(|_| {
                anyhow!(
                    "The embedded Postgres is not ready after {} s.",
                    START_LIMIT.as_secs()
                )
            })???;
        Ok(embedded)
    }

    fn spawn(program: &Path, data_dir: &Path) -> std::io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(data_dir);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Ctrl-C goes to our whole process group; the database must outlive the requests in flight.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let stdin = child.stdin.take();
        Ok(Self {
            child,
            stdin,
            url: String::new(),
        })
    }

    /// `postgres://postgres@127.0.0.1:PORT/template1?sslmode=disable`. The user is a superuser.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Process id, for tests that kill it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it: cleanly, and by force when that takes longer than 5 s.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let deadline = Instant::now() + STOP_LIMIT;
        while Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(STOP_POLL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The handshake: the first line on stdout is the URL; without one, stderr says why.
fn first_line(stdout: Option<ChildStdout>, stderr: Option<ChildStderr>) -> Result<String> {
    let mut line = String::new();
    if let Some(stdout) = stdout {
        BufReader::new(stdout).read_line(&mut line)?;
    }
    if !line.trim().is_empty() {
        return Ok(line.trim().to_owned());
    }
    let mut reason = String::new();
    if let Some(mut stderr) = stderr {
        stderr.read_to_string(&mut reason)?;
    }
    match reason.trim().trim_start_matches("spindle-postgres: ") {
        "" => bail!("The embedded Postgres ended at once."),
        reason => bail!("{reason}"),
    }
}
