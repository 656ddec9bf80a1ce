//! `spindle promotion install` and `remove`: a change of `spin.toml` and of the folder beside it, whole or not at all.
//!
//! The new `spin.toml` is written beside the old one, read back as the host reads it, and takes its place by renaming,
//! which is the last thing that happens. Whatever goes wrong before that, the files that were made are taken away again.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use domain::promotion::Installed;
use metering::{Limits, Report};
use serde::{Deserialize, Serialize};

use super::describe::Description;
use super::manifest::{Entry, SpinToml, short};
use super::plugin::Plugin;

/// Where the components of tenants are, beside `spin.toml`.
pub(super) const FOLDER: &str = "promotions";

/// What an evaluation may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Whatever the cart.
    pub fuel: u64,
    /// Besides, for each line of it.
    pub fuel_per_line: u64,
}

impl Default for Budget {
    /// Twenty times what a plugin in Rust needs that goes over all lines a few times.
    fn default() -> Self {
        Self {
            fuel: 1_000_000,
            fuel_per_line: 20_000,
        }
    }
}

/// What is kept beside a component.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    /// Who it says it is.
    pub description: Description,
    /// How it was made, under which limits.
    pub report: serde_json::Value,
}

/// The steps of an installation, in their order. Tests make each of them fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The plugin has been metered and verified.
    Metered,
    /// The component is in the folder.
    ComponentWritten,
    /// So is what is known about it.
    RecordWritten,
    /// The new `spin.toml` is beside the old one.
    ManifestWritten,
    /// It has been read back.
    ManifestVerified,
}

/// What became of it.
#[derive(Debug)]
pub struct Done {
    /// Whose it is.
    pub tenant: String,
    /// What it says of itself.
    pub description: Description,
    /// SHA-256 of the metered component.
    pub digest: String,
    /// Where the component is.
    pub file: PathBuf,
    /// Whether the tenant had promotions of its own before.
    pub replaced: bool,
}

/// Installs `plugin` for `tenant` in the application whose `spin.toml` is in `folder`.
///
/// # Errors
/// A sentence for the plugin's author or the operator; nothing has changed then.
pub fn install(
    folder: &Path,
    tenant: &str,
    plugin: &Path,
    limits: &Limits,
    budget: Budget,
) -> Result<Done> {
    install_stepwise(folder, tenant, plugin, limits, budget, &mut |_| Ok(()))
}

/// The same, asking `after` each step whether to go on.
pub fn install_stepwise(
    folder: &Path,
    tenant: &str,
    plugin: &Path,
    limits: &Limits,
    budget: Budget,
    after: &mut dyn FnMut(Step) -> Result<()>,
) -> Result<Done> {
    super::manifest::component_id(tenant)?;
    let plugin = Plugin::load(plugin, limits)?;
    after(Step::Metered)?;

    let _lock = lock(folder)?;
    let mut manifest = read(folder)?;
    let replaced = manifest.has(tenant)?;
    let digest = plugin.report.component_sha256.clone();
    let path = format!("{FOLDER}/{tenant}/{}.wasm", short(&digest));
    manifest.install(&Entry {
        tenant: tenant.to_owned(),
        path: path.clone(),
        installed: installed(&plugin, budget),
    })?;

    let mut new = NewFiles::default();
    let file = folder.join(&path);
    new.write(&file, &plugin.component)?;
    after(Step::ComponentWritten)?;
    new.write(&file.with_extension("json"), &record(&plugin)?)?;
    after(Step::RecordWritten)?;
    replace_manifest(folder, &manifest.text(), after)?;
    new.keep();
    Ok(Done {
        tenant: tenant.to_owned(),
        description: plugin.description,
        digest,
        file,
        replaced,
    })
}

/// Takes a tenant's promotions out; it has the built-in ones again. The components stay: orders were priced by them.
pub fn remove(folder: &Path, tenant: &str) -> Result<()> {
    let _lock = lock(folder)?;
    let mut manifest = read(folder)?;
    if !manifest.has(tenant)? {
        bail!("{tenant} has no promotions of its own.");
    }
    manifest.remove(tenant)?;
    replace_manifest(folder, &manifest.text(), &mut |_| Ok(()))
}

pub(super) fn read(folder: &Path) -> Result<SpinToml> {
    let file = folder.join("spin.toml");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    SpinToml::parse(&text)
}

fn installed(plugin: &Plugin, budget: Budget) -> Installed {
    let Description {
        name,
        version,
        rules,
    } = plugin.description.clone();
    Installed {
        name,
        version,
        digest: Some(plugin.report.component_sha256.clone()),
        tool: Some(plugin.report.tool.clone()),
        fuel: budget.fuel,
        fuel_per_line: budget.fuel_per_line,
        rules,
    }
}

fn record(plugin: &Plugin) -> Result<Vec<u8>> {
    let report: &Report = &plugin.report;
    let record = Record {
        description: plugin.description.clone(),
        report: serde_json::to_value(report)?,
    };
    let mut text = serde_json::to_vec_pretty(&record)?;
    text.push(b'\n');
    Ok(text)
}

/// Until it is dropped, nobody else installs here.
fn lock(folder: &Path) -> Result<File> {
    let folder = folder.join(FOLDER);
    let open = || {
        std::fs::create_dir_all(&folder)?;
        let file = File::create(folder.join(".lock"))?;
        file.lock()?;
        Ok(file)
    };
    open().map_err(|error: std::io::Error| {
        anyhow::anyhow!("{} cannot be written: {error}", folder.display())
    })
}

fn replace_manifest(
    folder: &Path,
    text: &str,
    after: &mut dyn FnMut(Step) -> Result<()>,
) -> Result<()> {
    let (file, next) = (folder.join("spin.toml"), folder.join("spin.next.toml"));
    let replace = |after: &mut dyn FnMut(Step) -> Result<()>| {
        write(&next, text.as_bytes())?;
        after(Step::ManifestWritten)?;
        host::Manifest::load(&next).context("the new spin.toml would not be read")?;
        after(Step::ManifestVerified)?;
        std::fs::rename(&next, &file)
            .with_context(|| format!("{} cannot be replaced", file.display()))
    };
    let replaced = replace(after);
    if replaced.is_err() {
        let _ = std::fs::remove_file(&next);
    }
    replaced
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    let write = || {
        use std::io::Write;
        let mut open = File::create(file)?;
        open.write_all(bytes)?;
        open.sync_all()
    };
    write().with_context(|| format!("{} cannot be written", file.display()))
}

/// Files that go away again, unless they are kept.
#[derive(Default)]
struct NewFiles {
    files: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl NewFiles {
    fn write(&mut self, file: &Path, bytes: &[u8]) -> Result<()> {
        // The same component was installed before, and may still be: it is named by its digest.
        if std::fs::read(file).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        if let Some(folder) = file.parent().filter(|folder| !folder.exists()) {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
            self.folder = Some(folder.to_owned());
        }
        if !file.exists() {
            self.files.push(file.to_owned());
        }
        write(file, bytes)
    }

    fn keep(mut self) {
        self.files.clear();
        self.folder = None;
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        for file in &self.files {
            let _ = std::fs::remove_file(file);
        }
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir(folder);
        }
    }
}
