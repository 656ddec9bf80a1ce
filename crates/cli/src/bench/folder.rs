//! A folder of the bench's own, gone when the bench is.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

/// Removed when dropped.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// A new one among the temporary files.
    pub(super) fn create() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("spindle-bench-{}", random_name()?));
        std::fs::create_dir(&path)
            .with_context(|| format!("{} cannot be created", path.display()))?;
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left over is among the temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Sixteen signs that nobody else has.
pub(super) fn random_name() -> Result<String> {
    let number = getrandom::u64().map_err(|error| anyhow!("no random numbers: {error}"))?;
    Ok(format!("{number:016x}"))
}
