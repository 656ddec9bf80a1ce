//! `spindle-meter WIT-FOLDER PLUGIN COMPONENT [LIMIT=VALUE …]`: meters one plugin, for build commands.
//!
//! `spindle promotion install` does the same and more for a tenant's plugin. This needs no runtime, so that
//! whoever builds the shop for Spin does not compile one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use metering::{Contract, Limits};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let [wit, plugin, component, limits @ ..] = arguments else {
        return Err(
            "spindle-meter needs the folder of the WIT, the plugin, and where the component goes"
                .to_owned(),
        );
    };
    let contract = contract(Path::new(wit))?;
    let limits = limits.iter().try_fold(Limits::rust(), limited)?;
    let bytes = std::fs::read(plugin).map_err(|error| format!("{plugin}: {error}"))?;
    let metered =
        metering::meter(&bytes, &contract, &limits).map_err(|why| format!("{plugin}: {why}"))?;
    write_if_new(Path::new(component), &metered.component)
        .map_err(|error| format!("{component}: {error}"))
}

/// The contract in all `.wit` files of a folder.
fn contract(folder: &Path) -> Result<Contract, String> {
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(said)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, _>>()
        .map_err(said)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "wit"));
    files.sort();
    let files: Vec<(String, String)> = files
        .into_iter()
        .map(|file| Ok((file.display().to_string(), std::fs::read_to_string(file)?)))
        .collect::<Result<_, _>>()
        .map_err(said)?;
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    Contract::parse(&files).map_err(|error| error.to_string())
}

fn limited(mut limits: Limits, assignment: &String) -> Result<Limits, String> {
    let parsed = assignment
        .split_once('=')
        .and_then(|(name, value)| Some((name, value.parse().ok()?)));
    let Some((name, value)) = parsed else {
        return Err(format!("`{assignment}` is no limit=number"));
    };
    limits.set(name, value).map_err(|why| why.to_string())?;
    Ok(limits)
}

/// A file that stays as it is keeps its time, so that nobody compiles it again.
fn write_if_new(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if std::fs::read(file).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, bytes)
}
