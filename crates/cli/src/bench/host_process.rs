//! The host in a process of its own.

use std::fs::File;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, ChildStdin, Command};
use tokio::time::timeout;

use super::process::{self, Memory};
use super::serve::Plan;

/// Compiling all components takes some seconds when no cache has them.
const START_LIMIT: Duration = Duration::from_secs(120);

/// Longer than it gives itself.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// The hidden subcommand that runs [`super::serve_for_bench`].
const SUBCOMMAND: &str = "bench-host";

/// A running host. Killed when dropped.
pub(super) struct HostProcess {
    child: Child,
    id: u32,
    stdin: ChildStdin,
    url: String,
}

impl HostProcess {
    /// Starts it; returns when it serves.
    pub(super) async fn start(plan: &Plan) -> Result<Self> {
        let program = std::env::current_exe().context("This program does not know its path")?;
        let logs = match plan.logs {
            true => Stdio::from(File::create(plan.state_dir.join("host.log"))?),
            false => Stdio::null(),
        };
        let mut child = Command::new(program)
            .arg(SUBCOMMAND)
            .stdin(Stdio::piped())
            .stdout(logs)
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("The host cannot be started")?;
        let (Some(id), Some(mut stdin), Some(stderr)) =
            (child.id(), child.stdin.take(), child.stderr.take())
        else {
            bail!("The host ended at once.");
        };
        stdin
            .write_all(format!("{}\n", serde_json::to_string(plan)?).as_bytes())
            .await?;
        let url = read_url(stderr).await?;
        Ok(Self {
            child,
            id,
            stdin,
            url,
        })
    }

    /// Scheme and authority.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn memory(&self) -> Option<Memory> {
        process::memory(self.id)
    }

    pub(super) fn cpu_us(&self) -> Option<u64> {
        process::cpu_us(self.id)
    }

    /// Lets it end.
    pub(super) async fn stop(mut self) -> Result<()> {
        drop(self.stdin);
        match timeout(STOP_LIMIT, self.child.wait()).await {
            Ok(status) => {
                status?;
                Ok(())
            }
            Err(_) => bail!("The host did not end within {} s.", STOP_LIMIT.as_secs()),
        }
    }
}

/// The first line is the URL, or why there is none; what comes later is passed on.
async fn read_url(stderr: ChildStderr) -> Result<String> {
    let mut lines = BufReader::new(stderr).lines();
    let first = timeout(START_LIMIT, lines.next_line())
        .await
        .context("The host does not start")??;
    let Some(url) = first.filter(|line| line.starts_with("http://")) else {
        bail!("The host cannot be started.");
    };
    tokio::spawn(pass_on(lines));
    Ok(url)
}

async fn pass_on(mut lines: Lines<BufReader<ChildStderr>>) {
    while let Ok(Some(line)) = lines.next_line().await {
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}
