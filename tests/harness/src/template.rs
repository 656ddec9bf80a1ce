//! The migrated database that every test's database is a copy of: made once per process, kept as
//! long as the migrations are the same.

use std::path::{Path, PathBuf};

use tokio::sync::OnceCell;
use tokio_postgres::NoTls;

use crate::root;

/// Where tests find a database.
pub(crate) enum Template {
    /// The name of the template database on a real server, and the server's URL.
    Server {
        /// A superuser's URL.
        url: String,
        /// "spindle_template_" and a digest of the migrations.
        name: String,
    },
    /// A folder with a migrated embedded Postgres that is not running.
    Embedded(PathBuf),
}

/// The template of this process.
pub(crate) async fn template() -> &'static Template {
    static TEMPLATE: OnceCell<Template> = OnceCell::const_new();
    TEMPLATE
        .get_or_init(|| async {
            match std::env::var("SPINDLE_TEST_DATABASE_URL") {
                Ok(url) => on_server(url).await,
                Err(_) => embedded().await,
            }
        })
        .await
}

async fn on_server(url: String) -> Template {
    let name = format!("spindle_template_{}", digest());
    let (client, connection) = tokio_postgres::connect(&url, NoTls)
        .await
        .expect("SPINDLE_TEST_DATABASE_URL can be reached");
    tokio::spawn(connection);

    // Two test processes may start at once: the lock lets one of them make it.
    client
        .execute("select pg_advisory_lock(7340923)", &[])
        .await
        .expect("the lock is granted");
    let known = "select from pg_database where datname = $1 and datistemplate";
    if client
        .query(known, &[&name])
        .await
        .expect("the catalog answers")
        .is_empty()
    {
        let again = format!("drop database if exists {name}");
        client
            .batch_execute(&again)
            .await
            .expect("half a template goes away");
        client
            .batch_execute(&format!("create database {name}"))
            .await
            .expect("the template is made");
        cli::migrate::migrate(&with_database(&url, &name), &|_| {})
            .await
            .expect("it is migrated");
        let mark = format!("alter database {name} is_template true");
        client
            .batch_execute(&mark)
            .await
            .expect("the template is marked");
    }
    Template::Server { url, name }
}

async fn embedded() -> Template {
    let folder = root().join("target/test-databases");
    let template = folder.join(format!("template-{}", digest()));
    if !template.exists() {
        let fresh = folder.join(format!("fresh-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&fresh);
        let postgres = cli::postgres::Embedded::start(&fresh, &|_| {})
            .await
            .expect("the embedded Postgres starts");
        cli::migrate::migrate(postgres.url(), &|_| {})
            .await
            .expect("it is migrated");
        postgres.stop();
        // Renamed when it is whole; another process may have been faster.
        if std::fs::rename(&fresh, &template).is_err() {
            let _ = std::fs::remove_dir_all(&fresh);
        }
    }
    Template::Embedded(template)
}

/// Of every file that decides what a migrated database looks like.
fn digest() -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};

    let mut hasher = DefaultHasher::new();
    for file in sql_files(&root().join("migrations")) {
        file.file_name().hash(&mut hasher);
        std::fs::read(&file)
            .expect("a migration can be read")
            .hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn sql_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("migrations/ can be read");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .flat_map(|path| {
            if path.is_dir() {
                sql_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    files.sort();
    files
}

/// The same server, another database.
pub(crate) fn with_database(url: &str, name: &str) -> String {
    let (address, options) = url
        .split_once('?')
        .map_or((url, ""), |(address, rest)| (address, rest));
    let scheme_end = address.find("://").expect("a database URL has a scheme") + 3;
    let authority_end = address[scheme_end..]
        .find('/')
        .map_or(address.len(), |at| scheme_end + at);
    let options = if options.is_empty() {
        String::new()
    } else {
        format!("?{options}")
    };
    format!("{}/{name}{options}", &address[..authority_end])
}
