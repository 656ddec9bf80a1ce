//! Building an application's components with the commands that `spin.toml` names.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::Command;

use crate::manifest::{Build, DependencySource};
use crate::{Error, Manifest};

/// What happens while components are built.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum BuildProgress<'a> {
    /// A command begins.
    Started {
        /// The id of the component.
        component: &'a str,
        /// The command as `spin.toml` has it.
        command: &'a str,
    },
    /// The command printed a line.
    Output {
        /// The id of the component.
        component: &'a str,
        /// The line without its end.
        line: &'a str,
    },
    /// All commands of the component have succeeded.
    Finished {
        /// The id of the component.
        component: &'a str,
    },
}

/// Runs the build commands of all components one after the other, dependencies before those who use them.
///
/// # Errors
/// [`Error::Build`] with the output of the first command that fails.
pub async fn build(
    manifest: &Manifest,
    progress: impl Fn(BuildProgress<'_>) + Send + Sync,
) -> Result<(), Error> {
    for component in build_order(manifest) {
        let Some(build) = manifest
            .components
            .get(component)
            .and_then(|component| component.build.as_ref())
        else {
            continue;
        };
        for command in &build.commands {
            progress(BuildProgress::Started { component, command });
            run(component, command, build, &progress).await?;
        }
        progress(BuildProgress::Finished { component });
    }
    Ok(())
}

/// Components that are dependencies first. One level is enough: a dependency has none of its own.
fn build_order(manifest: &Manifest) -> Vec<&str> {
    let plugins: BTreeSet<&str> = manifest
        .components
        .values()
        .flat_map(|component| &component.dependencies)
        .filter_map(|dependency| match &dependency.source {
            DependencySource::Component(id) => Some(id.as_str()),
            DependencySource::Path(_) => None,
        })
        .collect();
    let others = manifest
        .components
        .keys()
        .map(String::as_str)
        .filter(|id| !plugins.contains(id));
    plugins.iter().copied().chain(others).collect()
}

async fn run(
    component: &str,
    command: &str,
    build: &Build,
    progress: &(impl Fn(BuildProgress<'_>) + Send + Sync),
) -> Result<(), Error> {
    let output = Mutex::new(String::new());
    let failed = |problem: String| Error::Build {
        sentence: format!("building component `{component}` failed: `{command}` {problem}"),
        output: output
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone(),
    };
    let mut child = shell(command)
        .current_dir(&build.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| {
            failed(format!(
                "cannot be run in {}: {error}",
                build.folder.display()
            ))
        })?;
    let line = |line: &str| {
        progress(BuildProgress::Output { component, line });
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        output.push_str(line);
        output.push('\n');
    };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (status, (), ()) = tokio::join!(
        child.wait(),
        read_lines(stdout, &line),
        read_lines(stderr, &line)
    );
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("ended with {status}"))),
        Err(error) => Err(failed(format!("cannot be waited for: {error}"))),
    }
}

fn shell(command: &str) -> Command {
    let (program, flag) = if cfg!(windows) {
        ("cmd", "/C")
    } else {
        ("sh", "-c")
    };
    let mut shell = Command::new(program);
    shell.arg(flag).arg(command);
    shell
}

/// A stream that breaks off has said what it had to say; the exit status decides.
async fn read_lines(stream: Option<impl AsyncRead + Unpin>, line: &impl Fn(&str)) {
    let Some(stream) = stream else { return };
    let mut stream = BufReader::new(stream);
    let mut bytes = Vec::new();
    while matches!(stream.read_until(b'\n', &mut bytes).await, Ok(read) if read > 0) {
        line(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']));
        bytes.clear();
    }
}
