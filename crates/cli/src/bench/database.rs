//! The database of a bench: made for it, and dropped after it.

use std::path::Path;

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, Executor};

use super::folder::random_name;
use crate::connection;
use crate::postgres::Embedded;

/// An empty database, on a server that was given or on an embedded one of its own.
#[derive(Debug)]
pub(super) enum Database {
    Given {
        url: String,
        /// To drop it with.
        server: String,
        name: String,
    },
    /// A database that is there and stays: the bench gets a tenant in it.
    Inside {
        url: String,
    },
    Embedded(Embedded),
}

impl Database {
    /// A new database on the server of `url`; without one, an embedded Postgres in `folder`.
    pub(super) async fn create(
        url: Option<&str>,
        folder: &Path,
        log: &dyn Fn(&str),
    ) -> Result<Self> {
        let Some(server) = url else {
            let embedded = Embedded::start(&folder.join("postgres"), log).await?;
            return Ok(Self::Embedded(embedded));
        };
        let name = format!("spindle_bench_{}", random_name()?);
        execute(server, format!("create database {name}"))
            .await
            .context("The bench cannot make a database of its own")?;
        Ok(Self::Given {
            url: with_database(server, &name),
            server: server.to_owned(),
            name,
        })
    }

    /// The database of `url` itself, with whatever is in it.
    pub(super) fn inside(url: &str) -> Self {
        Self::Inside {
            url: url.to_owned(),
        }
    }

    pub(super) fn url(&self) -> &str {
        match self {
            Self::Given { url, .. } | Self::Inside { url } => url,
            Self::Embedded(embedded) => embedded.url(),
        }
    }

    /// Drops it, whoever is still connected; of one that stays, what only the bench needs.
    pub(super) async fn remove(self) -> Result<()> {
        match self {
            Self::Given { server, name, .. } => {
                execute(&server, format!("drop database {name} with (force)"))
                    .await
                    .with_context(|| format!("The database {name} of the bench cannot be dropped"))
            }
            Self::Inside { url } => execute(
                &url,
                "drop schema if exists spindle_bench cascade".to_owned(),
            )
            .await
            .context("The schema spindle_bench cannot be dropped"),
            Self::Embedded(embedded) => {
                embedded.stop();
                Ok(())
            }
        }
    }
}

/// Runs a statement made of our own words.
async fn execute(url: &str, statement: String) -> Result<()> {
    let mut connection = connection::connect(url).await?;
    connection
        .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
        .await?;
    connection::close(connection).await;
    Ok(())
}

/// The same server, another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = match url.split_once('?') {
        Some((address, parameters)) => (address, format!("?{parameters}")),
        None => (url, String::new()),
    };
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address
        .get(authority..)
        .and_then(|rest| rest.find('/'))
        .map_or(address.len(), |at| authority + at);
    let server = address.get(..end).unwrap_or(address);
    format!("{server}/{name}{parameters}")
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_name_of_the_database_changes() {
        for (url, answer) in [
            ("postgres://u:p@h:1/d", "postgres://u:p@h:1/bench"),
            ("postgres://u@h", "postgres://u@h/bench"),
            ("postgres://u@h/d?a=/b", "postgres://u@h/bench?a=/b"),
        ] {
            assert_eq!(with_database(url, "bench"), answer);
        }
    }
}
