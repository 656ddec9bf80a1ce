//! Compiled components: in memory for this process, as `.cwasm` files for the next one.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use wasmtime::Engine;
use wasmtime::component::Component;

use crate::Error;

/// The hash of everything a component is made of.
pub(super) type Key = [u8; 32];

/// Files kept in a cache folder. Every build of a component leaves one; a few applications fit.
const KEPT_FILES: usize = 64;

/// Filled once, by whoever comes first; the others wait.
type Slot = Arc<Mutex<Option<Component>>>;

pub(super) struct Cache {
    /// What a `.cwasm` must fit besides its key: wasmtime's version, its settings, this processor.
    compatibility: u64,
    slots: Mutex<HashMap<Key, Slot>>,
}

impl Cache {
    pub(super) fn new(engine: &Engine) -> Self {
        let mut hasher = DefaultHasher::new();
        engine.precompile_compatibility_hash().hash(&mut hasher);
        Self {
            compatibility: hasher.finish(),
            slots: Mutex::default(),
        }
    }

    /// The component of `key`: from memory, from `folder`, or compiled now.
    pub(super) fn get_or_compile(
        &self,
        key: &Key,
        folder: &Path,
        engine: &Engine,
        compile: impl FnOnce() -> Result<Vec<u8>, Error>,
    ) -> Result<Component, Error> {
        let slot = self
            .slots
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entry(*key)
            .or_default()
            .clone();
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(component) = &*slot {
            return Ok(component.clone());
        }
        let file = self.file(key, folder);
        let component = match load(engine, &file) {
            Some(component) => component,
            None => {
                write(&file, &compile()?)?;
                prune(folder);
                load(engine, &file).ok_or_else(|| {
                    Error::Machine(format!("{} cannot be loaded again", file.display()))
                })?
            }
        };
        *slot = Some(component.clone());
        Ok(component)
    }

    /// Compiles into `folder` what is not there yet. Nothing is loaded.
    pub(super) fn fill(
        &self,
        key: &Key,
        folder: &Path,
        compile: impl FnOnce() -> Result<Vec<u8>, Error>,
    ) -> Result<(), Error> {
        let file = self.file(key, folder);
        if file.exists() {
            return Ok(());
        }
        write(&file, &compile()?)?;
        prune(folder);
        Ok(())
    }

    fn file(&self, key: &Key, folder: &Path) -> PathBuf {
        let key: String = key
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        folder.join(format!("{key}-{:016x}.cwasm", self.compatibility))
    }
}

/// A file that is missing, damaged or foreign is no component; it is made anew.
fn load(engine: &Engine, file: &Path) -> Option<Component> {
    if !file.exists() {
        return None;
    }
    #[expect(
        unsafe_code,
        reason = "the file is machine code that this host wrote into its own cache folder"
    )]
    // SAFETY: the name carries the compatibility hash, wasmtime checks the header, and files are only ever renamed into place whole.
    unsafe { Component::deserialize_file(engine, file) }.ok()
}

/// Written beside and renamed, because other processes may read the same file now.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed =
        |error: std::io::Error| Error::Machine(format!("cannot write {}: {error}", file.display()));
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(failed)?;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let temporary = file.with_extension(format!("{}-{next}.new", std::process::id()));
    std::fs::write(&temporary, bytes).map_err(failed)?;
    std::fs::rename(&temporary, file).map_err(failed)
}

/// Removes the oldest files beyond the bound. What cannot be removed now is removed next time.
fn prune(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut files: Vec<(SystemTime, PathBuf)> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let ours = entry.path().extension()? == "cwasm";
            ours.then_some((entry.metadata().ok()?.modified().ok()?, entry.path()))
        })
        .collect();
    files.sort_unstable();
    for (_, file) in files.iter().rev().skip(KEPT_FILES) {
        let _ = std::fs::remove_file(file);
    }
}
