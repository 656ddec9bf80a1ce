//! The database of `spindle up`: one that was given, or the embedded one; migrated either way.

use std::path::Path;

use anyhow::{Context, Result};

use crate::connection::{self, Place};
use crate::migrate;
use crate::postgres::Embedded;

/// Connections for the components. The embedded Postgres takes as many, and lets them take turns.
pub(super) const CONNECTIONS: usize = 16;

/// A migrated database.
pub(super) struct Database {
    url: String,
    place: Place,
    embedded: Option<Embedded>,
}

impl Database {
    /// Opens `url`, or starts the embedded Postgres in `state_dir`, and brings it up to date.
    pub(super) async fn open(
        url: Option<&str>,
        state_dir: &Path,
        demo: bool,
        log: &dyn Fn(&str),
    ) -> Result<Self> {
        let (url, embedded) = match url {
            Some(url) => (url.to_owned(), None),
            None => {
                let embedded = Embedded::start(&state_dir.join("postgres"), log).await?;
                log("Started the embedded Postgres: for trying out, not for data you need.");
                (embedded.url().to_owned(), Some(embedded))
            }
        };
        migrate::migrate(&url, log).await?;
        if demo {
            migrate::load_demo(&url).await?;
        }
        let place = connection::place(&url)?;
        let database = Self {
            url,
            place,
            embedded,
        };
        database.check_component_role().await?;
        Ok(database)
    }

    /// The same database, with no more rights than a component needs.
    pub(super) fn component_url(&self) -> String {
        connection::as_component(&self.url)
    }

    pub(super) fn host(&self) -> String {
        self.place.host.clone()
    }

    pub(super) fn port(&self) -> String {
        self.place.port.to_string()
    }

    /// Ends the embedded one; a given one is left alone.
    pub(super) fn close(self) {
        drop(self.embedded);
    }

    /// Better here, in a sentence, than as a 503 of every request.
    async fn check_component_role(&self) -> Result<()> {
        let connection = connection::connect(&self.component_url())
            .await
            .context("The components cannot speak as the role spindle_component")?;
        connection::close(connection).await;
        Ok(())
    }
}
