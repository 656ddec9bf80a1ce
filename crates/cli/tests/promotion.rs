//! `spindle promotion`: what it refuses, that it changes all or nothing, and that its guide works as it stands.

mod examples;
mod guide;
mod install;
#[path = "../../../tests/promotions/plugin.rs"]
#[allow(dead_code, reason = "the end-to-end tests use the rest")]
mod plugin;
mod refused;

use std::path::{Path, PathBuf};

use cli::promotion::{Budget, Done, Limits};

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A folder with the shop's `spin.toml`. Gone with the value.
struct Application {
    folder: PathBuf,
}

impl Application {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("spindle-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(repository().join("spin.toml"), folder.join("spin.toml")).unwrap();
        Self { folder }
    }

    fn install(&self, tenant: &str, plugin: &[u8]) -> Result<Done, String> {
        let done = cli::promotion::install(
            &self.folder,
            tenant,
            &self.plugin(plugin),
            &Limits::rust(),
            Budget::default(),
        );
        done.map_err(|error| format!("{error:#}"))
    }

    /// A file outside the folder's own.
    fn plugin(&self, bytes: &[u8]) -> PathBuf {
        let file = self.folder.with_extension("wasm");
        std::fs::write(&file, bytes).unwrap();
        file
    }

    /// Every file and what is in it.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.file_name().unwrap() != ".lock" {
                    files.push((path.clone(), std::fs::read(&path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }
}

impl Drop for Application {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        let _ = std::fs::remove_file(self.folder.with_extension("wasm"));
    }
}
