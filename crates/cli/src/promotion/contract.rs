//! The contract that promotions are written for, as it was when this program was built.

use anyhow::{Context, Result};
use metering::Contract;

/// The files of `wit/promotions`, by name.
pub(super) const FILES: [(&str, &str); 5] = [
    (
        "about.wit",
        include_str!("../../../../wit/promotions/about.wit"),
    ),
    (
        "engine.wit",
        include_str!("../../../../wit/promotions/engine.wit"),
    ),
    (
        "meter.wit",
        include_str!("../../../../wit/promotions/meter.wit"),
    ),
    (
        "rules.wit",
        include_str!("../../../../wit/promotions/rules.wit"),
    ),
    (
        "worlds.wit",
        include_str!("../../../../wit/promotions/worlds.wit"),
    ),
];

/// What spin.toml calls the package.
pub(super) const PACKAGE: &str = "spindle:promotions@1.0.0";

/// What evaluates carts.
pub(super) fn evaluating() -> Result<Contract> {
    Contract::parse(&FILES).context("the contract of this program")
}

/// What says who it is.
pub(super) fn describing() -> Result<Contract> {
    Contract::parse_world(&FILES, "described").context("the contract of this program")
}
