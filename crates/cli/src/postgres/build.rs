//! Building `spindle-postgres` when somebody needs it: it is not part of the ordinary build.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use tokio::sync::OnceCell;

/// The workspace this command was built in.
const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Takes a program that is already built, for machines without Cargo.
const PROGRAM_VARIABLE: &str = "SPINDLE_POSTGRES";

/// Cargo is asked once per process.
static PROGRAM: OnceCell<PathBuf> = OnceCell::const_new();

/// Path of the program `spindle-postgres`, built when it is missing or out of date.
pub async fn program(log: &dyn Fn(&str)) -> Result<PathBuf> {
    let find = async || match std::env::var_os(PROGRAM_VARIABLE) {
        Some(path) => Ok(PathBuf::from(path)),
        None => build(log).await,
    };
    PROGRAM.get_or_try_init(find).await.cloned()
}

/// Cargo's own progress goes to stderr; what it made is a JSON message on stdout.
async fn build(log: &dyn Fn(&str)) -> Result<PathBuf> {
    log("Building the embedded Postgres (the first time takes some minutes) …");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut child = Command::new(cargo)
        .args(["build", "--package", "spindle-postgres"])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(workspace()?)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("Cargo cannot be started to build the embedded Postgres")?;
    let stdout = child.stdout.take().context("Cargo has no stdout")?;
    let mut lines = BufReader::new(stdout).lines();
    let mut program = None;
    while let Some(line) = lines.next_line().await? {
        program = executable(&line).or(program);
    }
    if !child.wait().await?.success() {
        bail!("The embedded Postgres cannot be built; give a --database-url instead.");
    }
    program.context("Cargo does not say where it put spindle-postgres")
}

fn workspace() -> Result<&'static Path> {
    let path = Path::new(WORKSPACE);
    if !path.join("Cargo.toml").exists() {
        bail!(
            "The source of Spindle is gone from {WORKSPACE}, so the embedded Postgres cannot be \
             built: give a --database-url, or name a built program in {PROGRAM_VARIABLE}."
        );
    }
    Ok(path)
}

/// The field `executable` of a Cargo message, for the messages that have one.
fn executable(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    Some(PathBuf::from(message.get("executable")?.as_str()?))
}
