//! Compiling components in a process of its own.
//!
//! The compiler leaves some 200 MiB behind in the process it ran in. One that serves for days should
//! not carry them, so it lets a child compile into the cache and loads what is there.

use std::path::Path;
use std::process::Stdio;

use anyhow::Result;
use host::{Engine, Manifest};
use tokio::process::Command;

/// The hidden subcommand that runs [`compile`].
const SUBCOMMAND: &str = "compile";

/// Fills `cache_dir` for the application in `application`.
pub fn compile(application: &Path, cache_dir: &Path) -> Result<()> {
    let manifest = Manifest::load(application)?;
    Ok(Engine::new()?.compile(&manifest, cache_dir)?)
}

/// The same in a child. What goes wrong there goes wrong again when the application starts, and is
/// said then.
pub(crate) async fn in_child(manifest: &Manifest, cache_dir: &Path) {
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let child = Command::new(program)
        .arg(SUBCOMMAND)
        .arg(&manifest.folder)
        .arg(cache_dir)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .status();
    let _ = child.await;
}
