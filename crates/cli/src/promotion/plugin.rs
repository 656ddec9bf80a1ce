//! A plugin that somebody hands in: metered, verified, and asked who it is.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use metering::{Limits, Metered, Report};

use super::contract;
use super::describe::Description;
use super::sandbox::Sandbox;
use super::values;

/// A plugin that can be installed.
pub struct Plugin {
    /// The component that a shop runs.
    pub component: Vec<u8>,
    /// How it was made.
    pub report: Report,
    /// Who it says it is.
    pub description: Description,
}

impl Plugin {
    /// Reads a file, which can be anything at all, and takes it if it keeps to the contract.
    pub fn load(file: &Path, limits: &Limits) -> Result<Self> {
        let shown = file.display();
        let size = std::fs::metadata(file)
            .with_context(|| format!("{shown} cannot be read"))?
            .len();
        // Before it is in memory; metering says the same of what is.
        if size > limits.upload_bytes as u64 {
            bail!(
                "{shown} is refused: the file has {size} bytes, and may have {}",
                limits.upload_bytes
            );
        }
        let bytes = std::fs::read(file).with_context(|| format!("{shown} cannot be read"))?;
        Self::from_bytes(&bytes, limits).with_context(|| format!("{shown} is refused"))
    }

    pub(super) fn from_bytes(bytes: &[u8], limits: &Limits) -> Result<Self> {
        let Metered { component, report } =
            metering::meter(bytes, &contract::evaluating()?, limits)?;
        let description = describe(bytes, limits)?;
        verify(&component)?;
        Ok(Self {
            component,
            report,
            description,
        })
    }
}

/// Asks within the limits of an evaluation, but for its fuel: how much carts get has nothing to do with it.
fn describe(bytes: &[u8], limits: &Limits) -> Result<Description> {
    let limits = Limits {
        fuel: Limits::rust().fuel,
        ..limits.clone()
    };
    let component = metering::meter(bytes, &contract::describing()?, &limits)?.component;
    let said = Sandbox::start(&component)?.describe()?;
    match values::taken(said.result)? {
        Ok(said) => Description::new(said),
        Err(failure) => Err(anyhow!("`describe` fails: {failure}")),
    }
}

/// What was made has to be what a shop composes: it starts, with nothing to call, and has both interfaces.
fn verify(component: &[u8]) -> Result<()> {
    let mut sandbox = Sandbox::start(component)?;
    sandbox.cart_type()?;
    sandbox.arm(0)
}
