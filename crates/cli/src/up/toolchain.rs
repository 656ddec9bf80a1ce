//! The Rust targets that components are built for, installed when they are missing.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use tokio::process::Command;

/// Components, and plugins without imports.
const TARGETS: [&str; 2] = ["wasm32-wasip2", "wasm32-unknown-unknown"];

/// Asks `rustc` first, so that a Rust from a distribution works too; only installing needs rustup.
pub(super) async fn ensure_targets(folder: &Path, log: &dyn Fn(&str)) -> Result<()> {
    let mut missing = Vec::new();
    for target in TARGETS {
        if !is_installed(folder, target).await? {
            missing.push(target);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    log(&format!(
        "Installing the Rust targets {} …",
        missing.join(" and ")
    ));
    install(folder, &missing).await
}

async fn is_installed(folder: &Path, target: &str) -> Result<bool> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", target])
        .current_dir(folder)
        .stderr(Stdio::null())
        .output()
        .await
        .context(
            "Rust is needed to build the components, and there is no rustc: see https://rustup.rs",
        )?;
    let directory = String::from_utf8_lossy(&output.stdout);
    Ok(output.status.success() && Path::new(directory.trim()).is_dir())
}

async fn install(folder: &Path, targets: &[&str]) -> Result<()> {
    let by_hand = format!("rustup target add {}", targets.join(" "));
    let status = Command::new("rustup")
        .args(["target", "add"])
        .args(targets)
        .current_dir(folder)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .status()
        .await;
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => bail!("The Rust targets cannot be installed; try `{by_hand}` by hand."),
        Err(_) => bail!(
            "The Rust targets {} are missing and there is no rustup to install them: see \
             https://rustup.rs, or build the components elsewhere and give --no-build.",
            targets.join(" and "),
        ),
    }
}
