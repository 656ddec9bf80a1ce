//! The one error type of this crate: what went wrong, as one sentence for a person. Not for guests: they get Spin's own errors.

/// Why an application cannot be loaded, built, started or served.
///
/// `Display` is one clear sentence without a backtrace; the variant says whose fault it is.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// `spin.toml` or `runtime-config.toml` is missing, malformed, or asks for something this host does not have.
    #[error("{0}")]
    Manifest(String),
    /// A variable has no value, or a value was given for a variable that does not exist.
    #[error("{0}")]
    Variable(String),
    /// A `.wasm` file is missing, cannot be composed, compiled or linked.
    #[error("{0}")]
    Component(String),
    /// A build command failed.
    #[error("{sentence}")]
    Build {
        /// What failed, for people.
        sentence: String,
        /// Everything the command printed, standard output and standard error as they came.
        output: String,
    },
    /// The machine refused something: a file, a folder, a socket, a thread.
    #[error("{0}")]
    Machine(String),
}

/// An error and all its causes in one line.
pub(crate) fn one_line(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !line.contains(&text) {
            line.push_str(": ");
            line.push_str(&text);
        }
        cause = error.source();
    }
    line.replace('\n', " ")
}
