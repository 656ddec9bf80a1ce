#![doc = include_str!("../README.md")]

mod body;
mod contract;
mod encode;
mod extract;
mod fuel;
mod guard;
mod limits;
mod memory;
mod plugin;
mod refusal;
mod report;
mod restore;
mod runtime;
mod stack;
mod validate;
mod wrap;

pub use contract::{Contract, ContractError};
pub use limits::{Limits, Mode};
pub use refusal::{Refusal, State};
pub use report::Report;

/// A plugin that cannot use more than it may.
#[derive(Clone, Debug)]
pub struct Metered {
    /// A component without imports that exports the contract's metered world.
    pub component: Vec<u8>,
    /// What it was made from, and under which limits.
    pub report: Report,
}

/// Bounds an untrusted plugin: a core module, or a component with exactly one, for the world `plugin` of `contract`.
///
/// Takes time in proportion to `bytes`, which `limits.upload_bytes` bounds, and runs none of the plugin's code.
/// The same input gives the same component, byte for byte.
///
/// # Errors
/// [`Refusal`] names what the plugin does that it may not, for its author to read.
pub fn meter(bytes: &[u8], contract: &Contract, limits: &Limits) -> Result<Metered, Refusal> {
    limits.check()?;
    let module = extract::core_module(bytes, limits)?;
    let plugin = validate::validate(module, contract, limits)?;
    let component = encode::component(&plugin, contract, limits)?;
    let report = Report::new(bytes, &component, &plugin, limits);
    Ok(Metered { component, report })
}
