//! The database of one test, gone when the test is.

use std::path::{Path, PathBuf};

use cli::postgres::Embedded;
use tokio_postgres::NoTls;
use uuid::Uuid;

use crate::cluster::Cluster;
use crate::root;
use crate::template::{Template, template, with_database};

/// Owns what has to be cleaned up.
pub(crate) enum Database {
    /// A database on a real server.
    Server {
        /// Of this database.
        url: String,
        /// Of the server, to drop it with.
        server_url: String,
        /// To drop.
        name: String,
    },
    /// A copy of the template, running.
    Embedded {
        /// Taken when it is stopped.
        postgres: Option<Embedded>,
        /// To remove.
        folder: PathBuf,
    },
    /// A server of the test's own.
    Cluster(Cluster),
    /// Somebody else's: nothing to clean up.
    Shared {
        /// Of the running server's database.
        url: String,
    },
}

impl Database {
    /// A copy of the template.
    pub(crate) async fn create() -> Self {
        let id = Uuid::new_v4().simple();
        match template().await {
            Template::Server { url, name } => {
                let copy = format!("spindle_test_{id}");
                let (client, connection) = tokio_postgres::connect(url, NoTls)
                    .await
                    .expect("the server accepts a connection");
                tokio::spawn(connection);
                let create = format!("create database {copy} template {name}");
                client
                    .batch_execute(&create)
                    .await
                    .expect("the template is copied");
                Self::Server {
                    url: with_database(url, &copy),
                    server_url: url.clone(),
                    name: copy,
                }
            }
            Template::Embedded(template) => {
                let folder = root().join(format!("target/test-databases/{id}"));
                copy_folder(template, &folder);
                let postgres = Embedded::start(&folder, &|_| {})
                    .await
                    .expect("the embedded Postgres starts");
                Self::Embedded {
                    postgres: Some(postgres),
                    folder,
                }
            }
        }
    }

    /// A migrated one on a server of its own.
    pub(crate) async fn on_a_cluster() -> Self {
        let cluster = Cluster::create();
        cli::migrate::migrate(cluster.url(), &|_| {})
            .await
            .expect("it is migrated");
        Self::Cluster(cluster)
    }

    pub(crate) fn cluster(&self) -> Option<&Cluster> {
        match self {
            Self::Cluster(cluster) => Some(cluster),
            _ => None,
        }
    }

    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Server { url, .. } | Self::Shared { url } => url,
            Self::Cluster(cluster) => cluster.url(),
            Self::Embedded { postgres, .. } => postgres.as_ref().map_or("", Embedded::url),
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        match self {
            Self::Server {
                server_url, name, ..
            } => drop_database(server_url.clone(), name),
            Self::Embedded { postgres, folder } => {
                if let Some(postgres) = postgres.take() {
                    postgres.stop();
                }
                let _ = std::fs::remove_dir_all(folder);
            }
            Self::Cluster(_) | Self::Shared { .. } => {}
        }
    }
}

/// On a thread of its own: the test's runtime may be ending.
fn drop_database(server_url: String, name: &str) {
    let drop = format!("drop database if exists {name} with (force)");
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("a runtime starts").block_on(async {
            if let Ok((client, connection)) = tokio_postgres::connect(&server_url, NoTls).await {
                tokio::spawn(connection);
                let _ = client.batch_execute(&drop).await;
            }
        });
    };
    let _ = std::thread::spawn(work).join();
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder for the copy");
    for entry in std::fs::read_dir(from).expect("the template can be read") {
        let entry = entry.expect("an entry can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file is copied");
        }
    }
}
