//! `spindle promotion list`: who has promotions of its own here, and whether they are what was installed.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::install;
use super::manifest::Entry;

/// A tenant's promotions.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// Whose.
    pub tenant: String,
    /// What they say they are.
    pub name: String,
    /// And in which version.
    pub version: String,
    /// SHA-256 of the metered component.
    pub digest: String,
    /// What metered it.
    pub tool: String,
    /// What an evaluation may use, whatever the cart.
    pub fuel: u64,
    /// What it may use besides for each line.
    pub fuel_per_line: u64,
    /// The codes of its rules.
    pub rules: Vec<String>,
    /// What is wrong with it; none: it is what was installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// All tenants' promotions in the application in `folder`, by tenant.
pub fn list(folder: &Path) -> Result<Vec<Listed>> {
    let entries = install::read(folder)?.entries()?;
    Ok(entries
        .into_iter()
        .map(|entry| listed(folder, entry))
        .collect())
}

fn listed(folder: &Path, entry: Entry) -> Listed {
    let installed = entry.installed;
    let digest = installed.digest.unwrap_or_default();
    Listed {
        problem: problem(&folder.join(&entry.path), &digest),
        tenant: entry.tenant,
        name: installed.name,
        version: installed.version,
        digest,
        tool: installed.tool.unwrap_or_default(),
        fuel: installed.fuel,
        fuel_per_line: installed.fuel_per_line,
        rules: installed.rules.into_iter().map(|rule| rule.code).collect(),
    }
}

fn problem(file: &Path, digest: &str) -> Option<String> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => return Some(format!("{}: {error}", file.display())),
    };
    let found: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    (found != digest).then(|| format!("{} is another file: sha256 {found}", file.display()))
}

/// As people read it.
pub fn table(listed: &[Listed]) -> String {
    if listed.is_empty() {
        return "No tenant has promotions of its own; all use the built-in ones.\n".to_owned();
    }
    let mut text = format!(
        "{:<20} {:<24} {:<10} {:<16} {}\n",
        "TENANT", "PROMOTIONS", "VERSION", "DIGEST", "RULES"
    );
    for it in listed {
        let digest = super::manifest::short(&it.digest);
        let rules = it.rules.join(", ");
        text += &format!(
            "{:<20} {:<24} {:<10} {digest:<16} {rules}\n",
            it.tenant, it.name, it.version
        );
        if let Some(problem) = &it.problem {
            text += &format!("{:<20} ! {problem}\n", "");
        }
    }
    text
}
