//! A copy of the application in which a test installs promotions before it opens.

use std::path::{Path, PathBuf};

use cli::promotion::{Budget, Done, Limits};
use host::Manifest;
use uuid::Uuid;

use crate::need::skip;
use crate::{Need, Shop, root};

/// A `spin.toml` of a test's own, beside the real components. Gone with the test.
pub struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    /// A copy of the shop's own; `None`, and a loud line, where tests cannot have one.
    pub fn new() -> Option<Self> {
        if std::env::var_os("SPINDLE_URL").is_some() {
            skip(Need::Application);
            return None;
        }
        let folder = root().join("target/test-applications");
        let folder = folder.join(Uuid::new_v4().simple().to_string());
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let manifest = std::fs::read_to_string(root().join("spin.toml")).expect("spin.toml");
        // Where the sources are, seen from here.
        let manifest = manifest.replace("\"target/", "\"../../../target/");
        std::fs::write(folder.join("spin.toml"), manifest).expect("a copy can be written");
        Some(Self { folder })
    }

    /// The folder of its `spin.toml`.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its `spin.toml`, as it is now.
    pub fn manifest(&self) -> String {
        std::fs::read_to_string(self.folder.join("spin.toml")).expect("spin.toml")
    }

    /// `spindle promotion install`. The error is what the command prints.
    pub fn install(&self, tenant: &str, plugin: &[u8]) -> Result<Done, String> {
        let file = self.folder.join("plugin.wasm");
        std::fs::write(&file, plugin).expect("a plugin can be written");
        let budget = Budget::default();
        let limits = Limits {
            fuel: budget.fuel + 200 * budget.fuel_per_line,
            ..Limits::rust()
        };
        let done = cli::promotion::install(&self.folder, tenant, &file, &limits, budget);
        std::fs::remove_file(file).expect("the plugin is still there");
        done.map_err(|error| format!("{error:#}"))
    }

    /// `spindle promotion remove`.
    pub fn remove(&self, tenant: &str) -> Result<(), String> {
        cli::promotion::remove(&self.folder, tenant).map_err(|error| format!("{error:#}"))
    }

    /// Starts it, on a database of its own.
    pub async fn open(&self) -> Shop {
        let manifest = Manifest::load(&self.folder).unwrap_or_else(|error| panic!("{error}"));
        Shop::serve_manifest(&manifest, &[]).await
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
