//! `spindle promotion test`: carts whose outcomes somebody has worked out, evaluated by the metered component.
//!
//! A golden cart is a file `name.json` with `{"cart": …, "outcome": {"adjustments": […], "refused": […]}}`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::install::Budget;
use super::plugin::Plugin;
use super::run;

/// What became of one golden cart.
#[derive(Debug)]
pub struct Tested {
    /// The file's name.
    pub name: String,
    /// What differs; none: it is as expected.
    pub difference: Option<String>,
    /// What it used.
    pub fuel: u64,
}

/// Evaluates every golden cart of a folder, in the order of their names. With `bless`, what came out becomes what is
/// expected.
pub fn test(plugin: &Plugin, folder: &Path, budget: Budget, bless: bool) -> Result<Vec<Tested>> {
    let files = carts(folder)?;
    files
        .iter()
        .map(|file| {
            test_file(plugin, file, budget, bless).with_context(|| file.display().to_string())
        })
        .collect()
}

fn carts(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot = || format!("{} cannot be read", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!(
            "{} has no golden carts: files *.json with a cart and an outcome.",
            folder.display()
        );
    }
    files.sort();
    Ok(files)
}

fn test_file(plugin: &Plugin, file: &Path, budget: Budget, bless: bool) -> Result<Tested> {
    let text = std::fs::read_to_string(file)?;
    let mut golden: Value = serde_json::from_str(&text)?;
    let cart = golden.get("cart").context("it has no `cart`")?;
    let ran = run::run(plugin, cart, budget)?;
    let outcome = match ran.result {
        Ok(outcome) => outcome,
        Err(failure) => json!({ "failure": failure }),
    };
    if bless {
        golden["outcome"] = outcome.clone();
        let mut text = serde_json::to_string_pretty(&golden)?;
        text.push('\n');
        std::fs::write(file, text)?;
    }
    let expected = golden.get("outcome").context(
        "it has no `outcome`: work it out by hand, or run with --bless and read what came out",
    )?;
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(Tested {
        name,
        difference: (*expected != outcome)
            .then(|| format!("expected {expected}\n         but got  {outcome}")),
        fuel: ran.fuel,
    })
}
