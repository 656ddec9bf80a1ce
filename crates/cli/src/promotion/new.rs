//! `spindle promotion new`: a promotion that builds, with tests, to start from.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::contract;

/// What it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// Rust, for wasm32-unknown-unknown.
    Rust,
}

/// The files, apart from the contract. `{name}` is the package, `{file}` what Cargo calls its library.
const RUST: [(&str, &str); 7] = [
    ("Cargo.toml", include_str!("template/Cargo.toml.in")),
    ("build.rs", include_str!("template/build.rs.in")),
    (".gitignore", include_str!("template/gitignore.in")),
    ("README.md", include_str!("template/README.md.in")),
    ("src/lib.rs", include_str!("template/lib.rs.in")),
    (
        "carts/nine_pieces.json",
        include_str!("template/carts/nine_pieces.json"),
    ),
    (
        "carts/two_tiers.json",
        include_str!("template/carts/two_tiers.json"),
    ),
];

/// Writes a new promotion into the folder `name` inside `place`. Returns the folder.
///
/// # Errors
/// When the name is no package's, or the folder exists.
pub fn new(place: &Path, name: &str, language: Language) -> Result<PathBuf> {
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.starts_with(|c: char| c.is_ascii_lowercase())
        || !name.chars().all(legal)
        || name.len() > 64
    {
        bail!(
            "A promotion's name begins with a letter and has up to 64 of a-z, 0-9 and -; `{name}` is none."
        );
    }
    let folder = place.join(name);
    if folder.exists() {
        bail!("{} exists already.", folder.display());
    }
    let Language::Rust = language;
    let file = name.replace('-', "_");
    for (path, text) in RUST {
        let text = match path {
            "Cargo.toml" | "README.md" => text.replace("{name}", name).replace("{file}", &file),
            _ => text.to_owned(),
        };
        write(&folder.join(path), &text)?;
    }
    for (path, text) in contract::FILES {
        write(&folder.join("wit").join(path), text)?;
    }
    Ok(folder)
}

fn write(file: &Path, text: &str) -> Result<()> {
    let write = || {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, text)
    };
    write().with_context(|| format!("{} cannot be written", file.display()))
}
