//! The SQLite files behind the labels.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, params};

use crate::Error;
use crate::manifest::RuntimeConfig;

/// The stores of an application, open.
#[derive(Default)]
pub(crate) struct Stores(BTreeMap<String, Store>);

/// One store; the resource `store` of a component is a clone of it.
///
/// Its calls block, for microseconds: no write waits for the disk. They run where they are called.
#[derive(Clone)]
pub struct Store(Arc<Mutex<Connection>>);

impl Stores {
    /// Opens the stores called `labels`: `default` in `state_dir`, the others where `runtime-config.toml` says.
    pub(crate) fn open(
        labels: &BTreeSet<(String, String)>,
        config: &RuntimeConfig,
        state_dir: &Path,
    ) -> Result<Self, Error> {
        let mut stores = BTreeMap::new();
        for (component, label) in labels {
            if stores.contains_key(label) {
                continue;
            }
            let file = match config.key_value_stores.get(label) {
                Some(file) => file.clone(),
                None if label == "default" => state_dir.join("key_value.db"),
                None => {
                    return Err(Error::Manifest(format!(
                        "spin.toml: [component.{component}] has the key-value store `{label}`, which needs [key_value_store.{label}] in runtime-config.toml"
                    )));
                }
            };
            stores.insert(label.clone(), Store::open(&file)?);
        }
        Ok(Self(stores))
    }

    pub(crate) fn get(&self, label: &str) -> Option<&Store> {
        self.0.get(label)
    }
}

impl Store {
    fn open(file: &PathBuf) -> Result<Self, Error> {
        let folder = file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(|error| {
            Error::Machine(format!("cannot create {}: {error}", folder.display()))
        })?;
        open_database(file)
            .map(|connection| Self(Arc::new(Mutex::new(connection))))
            .map_err(|error| {
                Error::Machine(format!(
                    "cannot open the key-value store {}: {error}",
                    file.display()
                ))
            })
    }

    pub(super) fn get(&self, key: &str) -> rusqlite::Result<Option<Vec<u8>>> {
        self.with(|database| {
            let mut select =
                database.prepare_cached("select value from key_value where key = ?1")?;
            select.query_row([key], |row| row.get(0)).optional()
        })
    }

    pub(super) fn set(&self, key: &str, value: &[u8]) -> rusqlite::Result<()> {
        self.with(|database| {
            let mut upsert = database.prepare_cached(
                "insert into key_value (key, value) values (?1, ?2) on conflict (key) do update set value = excluded.value",
            )?;
            upsert.execute(params![key, value]).map(|_| ())
        })
    }

    pub(super) fn delete(&self, key: &str) -> rusqlite::Result<()> {
        self.with(|database| {
            let mut delete = database.prepare_cached("delete from key_value where key = ?1")?;
            delete.execute([key]).map(|_| ())
        })
    }

    pub(super) fn exists(&self, key: &str) -> rusqlite::Result<bool> {
        self.with(|database| {
            database
                .prepare_cached("select 1 from key_value where key = ?1")?
                .exists([key])
        })
    }

    /// All keys as they are now. Spin streams them and holds its lock meanwhile; a snapshot cannot hang.
    pub(super) fn keys(&self) -> rusqlite::Result<Vec<String>> {
        self.with(|database| {
            let mut select = database.prepare_cached("select key from key_value")?;
            select.query_map([], |row| row.get(0))?.collect()
        })
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        work(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Durable against a crash of this process, not of the machine: this is a local host.
fn open_database(file: &PathBuf) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "off")?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.execute_batch(
        "create table if not exists key_value (key text primary key, value blob not null) without rowid",
    )?;
    Ok(connection)
}
