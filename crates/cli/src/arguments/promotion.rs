//! `spindle promotion`, as `--help` shows it.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use cli::promotion::{Budget, Language, Limits};

use super::{Database, application_folder};

/// What is done about tenants' promotions.
#[derive(Debug, Subcommand)]
pub enum Promotion {
    /// Write a promotion to start from, with tests and golden carts, into a new folder.
    New {
        /// Its name, and the folder's: acme-tiers
        name: String,
        /// What it is written in.
        #[arg(long = "lang", value_enum, default_value = "rust")]
        language: Language,
    },
    /// Say whether a plugin could be installed, and what its limits would be.
    Check {
        /// A core module or a component, such as cargo has built for wasm32-unknown-unknown.
        plugin: PathBuf,
        /// What it may use.
        #[command(flatten)]
        limits: PromotionLimits,
    },
    /// Evaluate one cart: adjustments, explanation, fuel, memory, time.
    Run {
        /// The plugin.
        plugin: PathBuf,
        /// A file with a cart, or with a golden cart.
        #[arg(long, value_name = "FILE")]
        cart: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// What it may use.
        #[command(flatten)]
        limits: PromotionLimits,
    },
    /// Evaluate all golden carts of a folder, and compare.
    Test {
        /// The plugin.
        plugin: PathBuf,
        /// The folder: files *.json, each with a cart and an outcome.
        folder: PathBuf,
        /// Write what comes out into the files. Read it before you keep it.
        #[arg(long)]
        bless: bool,
        /// What it may use.
        #[command(flatten)]
        limits: PromotionLimits,
    },
    /// Make a plugin the promotions of a tenant, in the place of those it has. Takes effect at the next start.
    Install {
        /// The plugin.
        plugin: PathBuf,
        /// Whose promotions they become.
        #[arg(long)]
        tenant: String,
        /// What it may use.
        #[command(flatten)]
        limits: PromotionLimits,
        /// Which shop.
        #[command(flatten)]
        shop: Application,
    },
    /// Give a tenant the built-in promotions again. Takes effect at the next start.
    Remove {
        /// Whose promotions go.
        #[arg(long)]
        tenant: String,
        /// Which shop.
        #[command(flatten)]
        shop: Application,
    },
    /// Ask a tenant's own promotions again that had been disabled because they kept failing.
    Enable {
        /// Whose.
        #[arg(long)]
        tenant: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// List the tenants with promotions of their own, and check that they are what was installed.
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// Which shop.
        #[command(flatten)]
        shop: Application,
    },
}

/// A folder with a `spin.toml`.
#[derive(Debug, Args)]
pub struct Application {
    /// The folder of spin.toml [default: the nearest one, from here upwards].
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

impl Application {
    /// The folder.
    pub fn folder(self) -> PathBuf {
        self.from.unwrap_or_else(application_folder)
    }
}

/// What a plugin may use. A unit of fuel is an instruction, weighted by what it costs.
#[derive(Debug, Args)]
pub struct PromotionLimits {
    /// Fuel of one evaluation, whatever the cart.
    #[arg(long, value_name = "N", default_value_t = Budget::default().fuel)]
    pub fuel: u64,
    /// Fuel besides, for each line of the cart.
    #[arg(long, value_name = "N", default_value_t = Budget::default().fuel_per_line)]
    pub fuel_per_line: u64,
    /// Memory, in pages of 64 KiB.
    #[arg(long, value_name = "N", default_value_t = Limits::rust().memory_pages,
          value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub memory_pages: u32,
}

impl PromotionLimits {
    /// What the pricing component arms.
    pub fn budget(&self) -> Budget {
        Budget {
            fuel: self.fuel,
            fuel_per_line: self.fuel_per_line,
        }
    }

    /// What metering builds in: enough for the largest cart.
    pub fn limits(&self) -> Limits {
        const LINES_MAX: u64 = 200;
        Limits {
            fuel: self
                .fuel
                .saturating_add(self.fuel_per_line.saturating_mul(LINES_MAX)),
            memory_pages: self.memory_pages,
            ..Limits::rust()
        }
    }
}
