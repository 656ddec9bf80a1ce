//! The command line, as `--help` shows it.

mod promotion;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use cli::bench::Scenario;
use cli::tenant::{Assignment, SETTINGS, parse_assignment, parse_percentage};
use cli::token::{DEV_CUSTOMER, DEV_TENANT, Role, parse_lifetime};
use files::Format;

use crate::callback_secret_command::CallbackSecret;

pub use promotion::Promotion;

/// Runs Spindle on this machine, prepares its database, makes tokens to try it with.
#[derive(Debug, Parser)]
#[command(name = "spindle", version, arg_required_else_help = true)]
pub struct Spindle {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the components and serve the shop on this machine, with everything it needs.
    Up(Up),
    /// Bring a database to the schema of this version. Safe to run twice, and two at once.
    Migrate {
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// Print the schema of a migrated database, to read and to compare.
    Schema {
        /// Which database.
        #[command(flatten)]
        database: Database,
        /// Write it to migrations/schema.sql instead.
        #[arg(long)]
        write: bool,
    },
    /// Look for rows that break an invariant; fails when there are any. Changes nothing, and a shop may sell meanwhile.
    Verify {
        /// Only this shop's [default: all].
        #[arg(long)]
        tenant: Option<String>,
        /// JSON instead of lines for people.
        #[arg(long)]
        json: bool,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// Print a development token, signed with the key of .spindle/dev-keys.json.
    Token(MintToken),
    /// Open shops, look at their settings, change them.
    #[command(subcommand)]
    Tenant(Tenant),
    /// Promotions that tenants write: try them, meter them, install them. docs/promotions.md
    #[command(subcommand)]
    Promotion(Promotion),
    /// Bring goods from a file into a shop: all of them, or none.
    Import(Import),
    /// Write the goods of a shop to a file that `import` takes.
    Export(Export),
    /// Fill a database with shops, products and orders, as many as you like, to see how it does.
    Fill(Fill),
    /// Measure requests beside direct calls of the same SQL functions.
    Bench(Bench),
    /// The compiler's process of `spindle up` and `spindle bench`.
    #[command(hide = true)]
    Compile {
        /// The folder of spin.toml.
        application: PathBuf,
        /// Where compiled components are kept.
        cache_dir: PathBuf,
    },
    /// The host's process of `spindle bench`.
    #[command(hide = true)]
    BenchHost,
}

/// Which file, and for whom. docs/imports.md lists the columns.
#[derive(Debug, Args)]
pub struct Import {
    /// The file.
    pub file: PathBuf,
    /// Whose goods they are.
    #[arg(long)]
    pub tenant: String,
    /// csv or jsonl [default: what the name of the file ends in].
    #[arg(long)]
    pub format: Option<Format>,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
}

/// Whose goods, and where to.
#[derive(Debug, Args)]
pub struct Export {
    /// Whose goods they are.
    #[arg(long)]
    pub tenant: String,
    /// csv or jsonl.
    #[arg(long, default_value = "csv")]
    pub format: Format,
    /// Where to [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
}

/// How the shop is served.
#[derive(Debug, Args)]
pub struct Up {
    /// The folder of spin.toml, or the file [default: the nearest one, from here upwards].
    #[arg(long, value_name = "PATH")]
    pub from: Option<PathBuf>,
    /// A Postgres to use; without one an embedded Postgres is started.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
    /// Serve the components as they were built last.
    #[arg(long)]
    pub no_build: bool,
    /// Do not add the demo shop.
    #[arg(long)]
    pub no_demo: bool,
    /// Requests one instance of a component handles at a time; 16 is what Spin does.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub concurrency: u16,
    /// Keys, caches and the embedded database [default: .spindle beside spin.toml].
    #[arg(long, value_name = "FOLDER")]
    pub state_dir: Option<PathBuf>,
}

/// What is measured, and how. It makes a database of its own and drops it, unless told otherwise.
#[derive(Debug, Args)]
pub struct Bench {
    /// What to measure; may be repeated [default: all].
    #[arg(long = "scenario", value_enum, value_name = "NAME")]
    pub scenarios: Vec<Scenario>,
    /// How many requests are under way at a time.
    #[arg(long, value_name = "N,N,…", value_delimiter = ',', default_value = "1,8,32",
          value_parser = clap::value_parser!(u16).range(1..=512))]
    pub concurrency: Vec<u16>,
    /// How long requests are sent for each line of the table.
    #[arg(long, value_name = "N", default_value = "4",
          value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub seconds: u64,
    /// The most requests for each line of the table.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub requests: Option<u32>,
    /// A server to make the database on; without one an embedded Postgres is started.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Measure in that database itself, such as one that `spindle fill` has filled; the bench
    /// leaves a tenant behind.
    #[arg(long, requires = "database_url")]
    pub inside: bool,
    /// Write the numbers to a file, too.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Connections to the database, on both sides [default: as many as requests under way].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub connections: Option<u16>,
    /// Requests one instance of a component handles at a time; 16 is what Spin does.
    #[arg(long, value_name = "N", default_value = "1",
          value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub instance_concurrency: u16,
    /// Write the components' logs, too, to a file that is removed.
    #[arg(long)]
    pub logs: bool,
    /// The folder of spin.toml, or the file [default: the nearest one, from here upwards].
    #[arg(long, value_name = "PATH")]
    pub from: Option<PathBuf>,
    /// Measure the components as they were built last.
    #[arg(long)]
    pub no_build: bool,
}

/// What is done about tenants.
#[derive(Debug, Subcommand)]
pub enum Tenant {
    /// Open a shop: spindle tenant add acme --name Acme currency=USD hold_minutes=30
    #[command(after_help = settings())]
    Add {
        /// Its id: up to 63 of a-z, 0-9 and -. It is in tokens and stays as it is.
        id: String,
        /// What people call it; name=… says the same.
        #[arg(long)]
        name: Option<String>,
        /// The standard tax rate at home, in percent: 8.25.
        #[arg(long, value_name = "PERCENT", value_parser = parse_percentage)]
        tax: Option<String>,
        /// Settings as name=value; the others get their defaults. The currency has none.
        #[arg(value_name = "SETTING=VALUE", value_parser = parse_assignment)]
        settings: Vec<Assignment>,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// Show the settings of a shop, with their defaults and meanings.
    Show {
        /// Its id.
        id: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// Change settings of a shop, all of them or none: spindle tenant set acme return_days=14
    #[command(after_help = settings())]
    Set {
        /// Its id.
        id: String,
        /// Settings as name=value.
        #[arg(value_name = "SETTING=VALUE", required = true, value_parser = parse_assignment)]
        settings: Vec<Assignment>,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
    /// What providers sign their callbacks with.
    #[command(subcommand)]
    CallbackSecret(CallbackSecret),
    /// List all shops.
    List {
        /// Print JSON, with all settings.
        #[arg(long)]
        json: bool,
        /// Which database.
        #[command(flatten)]
        database: Database,
    },
}

/// What can be set, for `--help`. Defaults are the database's: `spindle tenant show` has them.
fn settings() -> String {
    let lines = SETTINGS
        .iter()
        .map(|setting| format!("  {:<20}{}\n", setting.name, setting.help));
    format!("Settings:\n{}", lines.collect::<String>())
}

/// How much there is to be. The rows are realistic, and follow from the seed.
#[derive(Debug, Args)]
pub struct Fill {
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// How many shops.
    #[arg(long, value_name = "N", default_value = "100", value_parser = clap::value_parser!(i64).range(1..=100_000))]
    pub tenants: i64,
    /// How many products, of all shops together.
    #[arg(long, value_name = "N", default_value = "10000", value_parser = clap::value_parser!(i64).range(1..=9_999_999))]
    pub products: i64,
    /// How many orders, of all shops together.
    #[arg(long, value_name = "N", default_value = "100000", value_parser = clap::value_parser!(i64).range(0..=100_000_000))]
    pub orders: i64,
    /// Another one makes other rows, beside those that are there.
    #[arg(long, value_name = "N", default_value = "1", value_parser = clap::value_parser!(i64).range(0..=1_000_000_000))]
    pub seed: i64,
}

/// A database that must be named.
#[derive(Debug, Args)]
pub struct Database {
    /// postgres://user:password@host:5432/name, of a user who may create schemas and roles.
    #[arg(
        long = "database-url",
        env = "DATABASE_URL",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub url: String,
}

/// Who the token speaks for.
#[derive(Debug, Args)]
pub struct MintToken {
    /// Which shop. A service belongs to none.
    #[arg(long, default_value = DEV_TENANT)]
    pub tenant: String,
    /// What the token may do.
    #[arg(long, value_enum, default_value = "customer")]
    pub role: Role,
    /// Who it is: a UUID for customers, any name for the others; of a provider its own.
    #[arg(long)]
    pub subject: Option<String>,
    /// How long it is good for: 90s, 30m, 12h, 7d.
    #[arg(long, default_value = "12h", value_parser = parse_lifetime)]
    pub ttl: Duration,
    /// A JWK Set with an HS256 key to sign with.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Where the keys are when --keys is not given; made when there are none.
    #[arg(long, value_name = "FOLDER")]
    state_dir: Option<PathBuf>,
}

impl MintToken {
    /// The subject, or the usual one of the role.
    pub fn subject(&self) -> String {
        let usual = match self.role {
            Role::Customer => DEV_CUSTOMER,
            Role::Admin => "admin",
            Role::Service => "service",
            Role::Provider => "payments",
        };
        self.subject.clone().unwrap_or_else(|| usual.to_owned())
    }

    /// `.spindle` beside the nearest `spin.toml`, unless named.
    pub fn state_dir(&self) -> PathBuf {
        self.state_dir
            .clone()
            .unwrap_or_else(|| application_folder().join(".spindle"))
    }
}

/// The folder of the nearest `spin.toml`, from here upwards; this folder when there is none.
pub fn application_folder() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    here.ancestors()
        .find(|folder| folder.join("spin.toml").exists())
        .unwrap_or(&here)
        .to_owned()
}
