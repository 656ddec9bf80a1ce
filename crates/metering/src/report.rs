//! What was metered, to be kept beside the component.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Limits;
use crate::plugin::Plugin;

/// What was metered and how. Fuel is comparable between equal `tool`s only.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// This crate's name and version.
    pub tool: String,
    /// SHA-256 of the plugin as it was handed in.
    pub plugin_sha256: String,
    /// SHA-256 of the component.
    pub component_sha256: String,
    /// Bytes of the plugin as it was handed in.
    pub plugin_bytes: usize,
    /// Bytes of the component.
    pub component_bytes: usize,
    /// Functions of the plugin.
    pub functions: u32,
    /// Pages of memory that it starts with.
    pub initial_pages: u64,
    /// Why the plugin stays disabled after a failure; none when it is restored.
    pub not_restorable: Option<String>,
    /// The limits.
    pub limits: Limits,
}

impl Report {
    pub(crate) fn new(
        input: &[u8],
        component: &[u8],
        plugin: &Plugin<'_>,
        limits: &Limits,
    ) -> Self {
        Self {
            tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
            plugin_sha256: sha256(input),
            component_sha256: sha256(component),
            plugin_bytes: input.len(),
            component_bytes: component.len(),
            functions: plugin.function_count(),
            initial_pages: plugin.memory.initial,
            not_restorable: plugin.not_restorable.map(|state| state.to_string()),
            limits: limits.clone(),
        }
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
