//! Building the components with the commands that `spin.toml` names, and showing that it goes on.

use anyhow::{Result, anyhow};
use host::{BuildProgress, Error, Manifest};

/// Builds all components. When one fails, its output comes before the sentence.
pub(super) async fn components(manifest: &Manifest, log: &dyn Fn(&str)) -> Result<()> {
    let count = manifest
        .components
        .values()
        .filter(|component| component.build.is_some())
        .count();
    log(&format!("Building {count} components …"));
    let show = |progress: BuildProgress<'_>| match progress {
        BuildProgress::Started { component, .. } => say(&format!("  {component}")),
        // What Cargo downloads and compiles; its notes on finished work would only double it.
        BuildProgress::Output { line, .. } if is_news(line) => say(&format!("  {line}")),
        _ => {}
    };
    host::build(manifest, show).await.map_err(|error| {
        if let Error::Build { output, .. } = &error {
            log(output.trim_end());
        }
        anyhow!(error)
    })
}

fn is_news(line: &str) -> bool {
    let word = line.trim_start();
    ["Compiling", "Downloading", "Downloaded", "warning", "error"]
        .iter()
        .any(|w| word.starts_with(w))
}

/// Progress comes from a task, so it cannot use the caller's `log`.
fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}
