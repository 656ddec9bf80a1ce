//! `runtime-config.toml`: where key-value stores other than `default` are kept. Nothing else of it is supported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::keys::Keys;
use super::read::not_toml;
use crate::Error;

/// What a `runtime-config.toml` says.
#[derive(Debug, Clone, Default)]
pub(crate) struct RuntimeConfig {
    /// The SQLite file of each label; absolute.
    pub(crate) key_value_stores: BTreeMap<String, PathBuf>,
}

impl RuntimeConfig {
    /// Reads `file`, which must exist.
    pub(crate) fn load(file: &Path) -> Result<Self, Error> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file)
            .map_err(|error| Error::Manifest(format!("cannot read {name}: {error}")))?;
        let table: toml::Table =
            toml::from_str(&text).map_err(|error| not_toml(&name, &text, &error))?;
        let mut keys = Keys::new("runtime-config.toml", table.into())?;
        let folder = file.parent().unwrap_or(Path::new("."));
        let key_value_stores = keys
            .entries("key_value_store")?
            .into_iter()
            .map(|(label, value)| read_store(label, value, folder))
            .collect::<Result<_, _>>()?;
        keys.finish(&[
            "variables_provider",
            "config_provider",
            "sqlite_database",
            "llm_compute",
            "outbound_networking",
            "outbound_pg",
            "outbound_http",
        ])?;
        Ok(Self { key_value_stores })
    }
}

fn read_store(
    label: String,
    value: toml::Value,
    folder: &Path,
) -> Result<(String, PathBuf), Error> {
    let mut keys = Keys::new(
        format!("runtime-config.toml: [key_value_store.{label}]"),
        value,
    )?;
    let kind = keys.required_text("type")?;
    if kind != "spin" {
        return Err(keys.error(format!(
            "has type \"{kind}\"; the local host supports only type \"spin\""
        )));
    }
    let path = folder.join(keys.required_text("path")?);
    keys.finish(&[])?;
    Ok((label, path))
}
