//! Embeds the SQL files of `migrations/`, so that the command carries the schema it was built with.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../migrations")
        .canonicalize()?;
    println!("cargo::rerun-if-changed={}", migrations.display());

    let numbered = sql_files(&migrations)?
        .into_iter()
        .filter(|path| is_numbered(path))
        .collect();
    let mut functions = Vec::new();
    collect(&migrations.join("functions"), &mut functions)?;
    let invariants = sql_files(&migrations.join("invariants"))?;
    let demo = sql_files(&migrations.join("demo"))?;

    let mut code = String::new();
    declare(&mut code, "NUMBERED", &migrations, numbered);
    declare(&mut code, "FUNCTIONS", &migrations, functions);
    declare(&mut code, "INVARIANTS", &migrations, invariants);
    declare(&mut code, "DEMO", &migrations, demo);
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("embedded.rs"), code)
}

/// `0001_tenants.sql`, as sqlx-cli names them.
fn is_numbered(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split_once('_')
        .is_some_and(|(version, _)| version.parse::<u32>().is_ok())
}

/// The `.sql` files of one folder, not of the folders in it.
fn sql_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            files.push(path);
        }
    }
    Ok(files)
}

/// The `.sql` files of a folder and of the folders in it.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    files.extend(sql_files(folder)?);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        }
    }
    Ok(())
}

/// Writes `static NAME: &[(path below migrations/, text)]`, sorted by path.
fn declare(code: &mut String, name: &str, root: &Path, mut files: Vec<PathBuf>) {
    files.sort();
    let _ = writeln!(code, "static {name}: &[(&str, &str)] = &[");
    for file in files {
        let shown = file
            .strip_prefix(root)
            .unwrap_or(&file)
            .display()
            .to_string();
        let _ = writeln!(
            code,
            "    ({shown:?}, include_str!({:?})),",
            file.display().to_string()
        );
    }
    let _ = writeln!(code, "];");
}
