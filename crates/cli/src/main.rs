//! `spindle`: see `spindle --help`.

mod arguments;
mod callback_secret_command;
mod promotion_command;

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use arguments::{
    Bench, Command, Export, Fill, Import, MintToken, Spindle, Tenant, Up, application_folder,
};
use clap::Parser;
use cli::bench::{BenchOptions, Scenario};
use cli::fill::FillOptions;
use cli::tenant::Assignment;
use cli::token::{Claims, DevKeys, Role};
use cli::up::UpOptions;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Spindle::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<()> {
    match command {
        Command::Up(arguments) => cli::up::up(&up_options(arguments), &say).await,
        Command::Migrate { database } => {
            let done = cli::migrate::migrate(&database.url, &say).await?;
            say(&format!(
                "The database is up to date: {} functions.",
                done.functions
            ));
            Ok(())
        }
        Command::Schema { database, write } => {
            let text = cli::schema::dump(&database.url).await?;
            if write {
                std::fs::write(cli::schema::file(), text).context("schema.sql cannot be written")
            } else {
                Ok(std::io::stdout().write_all(text.as_bytes())?)
            }
        }
        Command::Verify {
            tenant,
            json,
            database,
        } => verify(&database.url, tenant.as_deref(), json).await,
        Command::Token(arguments) => mint(&arguments),
        Command::Tenant(command) => {
            let answer = tenant(command).await?;
            Ok(std::io::stdout().write_all(answer.as_bytes())?)
        }
        Command::Promotion(command) => {
            // Compiling and evaluating take their time, and block.
            let answer = tokio::task::spawn_blocking(|| promotion_command::run(command)).await??;
            Ok(std::io::stdout().write_all(answer.as_bytes())?)
        }
        Command::Import(Import {
            file,
            tenant,
            format,
            database,
        }) => cli::import::import(&database.url, &tenant, &file, format, &say).await,
        Command::Export(arguments) => export(arguments).await,
        Command::Fill(arguments) => {
            cli::fill::fill(&arguments.database.url, &fill_options(&arguments), &say).await
        }
        Command::Bench(arguments) => cli::bench::bench(&bench_options(arguments), &say).await,
        Command::Compile {
            application,
            cache_dir,
        } => cli::compile::compile(&application, &cache_dir),
        Command::BenchHost => cli::bench::serve_for_bench().await,
    }
}

async fn export(arguments: Export) -> Result<()> {
    let to: Box<dyn Write> = match &arguments.output {
        Some(file) => Box::new(std::fs::File::create(file).context("the file cannot be written")?),
        None => Box::new(std::io::stdout()),
    };
    let to = std::io::BufWriter::new(to);
    let url = &arguments.database.url;
    let rows = cli::export::export(url, &arguments.tenant, arguments.format, to).await?;
    say(&format!("{rows} rows."));
    Ok(())
}

/// A broken invariant is a failure of the command.
async fn verify(url: &str, tenant: Option<&str>, json: bool) -> Result<()> {
    let findings = cli::verify::verify(url, tenant).await?;
    let text = match json {
        true => serde_json::to_string_pretty(&findings)? + "\n",
        false => cli::verify::sheet(&findings),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    match cli::verify::broken(&findings) {
        0 => Ok(()),
        broken => bail!(
            "{broken} of {} invariants are broken: docs/operations.md says what to do.",
            findings.len()
        ),
    }
}

fn up_options(arguments: Up) -> UpOptions {
    UpOptions {
        application: arguments.from.unwrap_or_else(application_folder),
        database_url: arguments.database_url.filter(|url| !url.is_empty()),
        listen: arguments.listen,
        build: !arguments.no_build,
        concurrency: usize::from(arguments.concurrency),
        state_dir: arguments.state_dir,
        demo: !arguments.no_demo,
    }
}

fn bench_options(arguments: Bench) -> BenchOptions {
    let scenarios = match arguments.scenarios {
        all if all.is_empty() => Scenario::ALL.to_vec(),
        some => some,
    };
    BenchOptions {
        application: arguments.from.unwrap_or_else(application_folder),
        database_url: arguments.database_url.filter(|url| !url.is_empty()),
        inside: arguments.inside,
        scenarios,
        concurrency: arguments.concurrency.into_iter().map(usize::from).collect(),
        seconds: arguments.seconds,
        requests: arguments
            .requests
            .and_then(|most| usize::try_from(most).ok()),
        build: !arguments.no_build,
        connections: arguments.connections.map(usize::from),
        instance_concurrency: usize::from(arguments.instance_concurrency),
        logs: arguments.logs,
        json: arguments.json,
    }
}

fn fill_options(arguments: &Fill) -> FillOptions {
    FillOptions {
        tenants: arguments.tenants,
        products: arguments.products,
        orders: arguments.orders,
        seed: arguments.seed,
    }
}

/// What to print.
async fn tenant(command: Tenant) -> Result<String> {
    match command {
        Tenant::Add {
            id,
            name,
            tax,
            mut settings,
            database,
        } => {
            settings.extend(name.map(Assignment::name_of_tenant));
            cli::tenant::add(&database.url, &id, settings, tax.as_deref()).await
        }
        Tenant::Show { id, json, database } => cli::tenant::show(&database.url, &id, json).await,
        Tenant::Set {
            id,
            settings,
            database,
        } => cli::tenant::set(&database.url, &id, settings).await,
        Tenant::List { json, database } => cli::tenant::list(&database.url, json).await,
        Tenant::CallbackSecret(command) => callback_secret_command::run(command).await,
    }
}

/// Prints only the token, so that a shell can put it into a variable.
fn mint(arguments: &MintToken) -> Result<()> {
    let keys = match &arguments.keys {
        Some(file) => DevKeys::load(file)?,
        None => DevKeys::load_or_create(&arguments.state_dir())?,
    };
    let subject = arguments.subject();
    if arguments.role == Role::Customer && uuid::Uuid::parse_str(&subject).is_err() {
        bail!("A customer is a UUID, and {subject} is none.");
    }
    let tenant = arguments.tenant.as_str();
    let claims = match arguments.role {
        Role::Customer => Claims::customer(tenant, &subject, arguments.ttl),
        Role::Admin => Claims::admin(tenant, &subject, arguments.ttl),
        Role::Service => Claims::service(&subject, arguments.ttl),
        Role::Provider => Claims::provider(tenant, &subject, arguments.ttl),
    };
    writeln!(std::io::stdout(), "{}", keys.mint(&claims)?)?;
    Ok(())
}

/// What happens goes to stderr; stdout is for answers.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
