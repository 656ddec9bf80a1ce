//! `spindle tenant callback-secret`, as `--help` shows it.

use std::time::Duration;

use anyhow::Result;
use clap::Subcommand;
use cli::token::parse_lifetime;

use crate::arguments::Database;

/// What is done about the secrets of providers.
#[derive(Debug, Subcommand)]
pub enum CallbackSecret {
    /// Give a provider a secret. A new one is printed, once; those it has stay good for a while.
    Add {
        /// Whose provider it is.
        tenant: String,
        /// Its name, as in /api/v1/callbacks/<provider>: up to 50 of a-z, 0-9 and -.
        provider: String,
        /// Take the secret that the provider has made, whsec_…, from this variable.
        #[arg(
            long,
            env = "SPINDLE_CALLBACK_SECRET",
            hide_env_values = true,
            value_name = "WHSEC"
        )]
        secret: Option<String>,
        /// How long older secrets stay good: 90s, 30m, 12h, 7d.
        #[arg(long, default_value = "24h", value_parser = parse_lifetime)]
        overlap: Duration,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// List the secrets of a shop's providers, without the secrets themselves.
    List {
        /// Whose providers.
        tenant: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// End a secret at once.
    Expire {
        /// Whose provider it is.
        tenant: String,
        /// Its name.
        provider: String,
        /// Which one: the id that `list` shows.
        id: String,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
}

/// The text to print.
pub async fn run(command: CallbackSecret) -> Result<String> {
    match command {
        CallbackSecret::Add {
            tenant,
            provider,
            secret,
            overlap,
            database,
        } => {
            let secret = secret.filter(|secret| !secret.is_empty());
            let given = secret.as_deref();
            cli::callback_secret::add(&database.url, &tenant, &provider, given, overlap).await
        }
        CallbackSecret::List { tenant, database } => {
            cli::callback_secret::list(&database.url, &tenant).await
        }
        CallbackSecret::Expire {
            tenant,
            provider,
            id,
            database,
        } => cli::callback_secret::expire(&database.url, &tenant, &provider, &id).await,
    }
}
