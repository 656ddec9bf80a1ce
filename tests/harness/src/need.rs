//! What a test needs that not every place has.

use std::io::Write;

/// Something a test cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A `spin.toml` of its own: only when the components run in this process.
    Application,
    /// `spindle.clock()` moved without hurting anybody else: not on a server that is shared.
    Clock,
    /// The statements that a request made: only when the components run in this process.
    Statements,
    /// Components that die when the test says so: only when they run in this process.
    Stops,
    /// A Postgres server of its own that can be stopped: where there is `initdb`.
    Cluster,
    /// Variables of its own: only when the components run in this process.
    Variables,
    /// Statements that run at the same time: on the embedded Postgres they take turns.
    Connections,
    /// SQL that goes on after an error: on the embedded Postgres every error ends the statement.
    Savepoints,
    /// A large database of its own, and what its planner did: neither shared nor embedded.
    Statistics,
    /// Reading PDFs and drawing them: `pdftotext` and `pdftoppm` (Debian: poppler-utils).
    Poppler,
    /// A browser: `chromium`.
    Chromium,
}

impl Need {
    fn why(self) -> &'static str {
        match self {
            Self::Application => "its own spin.toml, and the server runs elsewhere (SPINDLE_URL)",
            Self::Clock => "moving the clock, and the server is shared (SPINDLE_URL)",
            Self::Statements => "counting statements, and the server runs elsewhere (SPINDLE_URL)",
            Self::Stops => "ending components, and the server runs elsewhere (SPINDLE_URL)",
            Self::Cluster => {
                "a Postgres of its own, and there is no initdb here (or SPINDLE_URL is set)"
            }
            Self::Variables => "its own variables, and the server runs elsewhere (SPINDLE_URL)",
            Self::Connections => {
                "statements at the same time, and on the embedded Postgres they take turns (set SPINDLE_TEST_DATABASE_URL)"
            }
            Self::Savepoints => {
                "SQL that goes on after an error, which the embedded Postgres cannot (set SPINDLE_TEST_DATABASE_URL)"
            }
            Self::Statistics => {
                "a large database of its own on a real server (set SPINDLE_TEST_DATABASE_URL, not SPINDLE_URL)"
            }
            Self::Poppler => "pdftotext and pdftoppm (install poppler-utils)",
            Self::Chromium => "a browser (install chromium)",
        }
    }
}

/// Whether the machine has a program.
pub(crate) fn has_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// Says that a test is skipped, past the capture of the test runner.
pub(crate) fn skip(need: Need) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    assert!(
        std::env::var_os("SPINDLE_REQUIRE_POSTGRES").is_none_or(|value| value != "1"),
        "{test} needs {}, and SPINDLE_REQUIRE_POSTGRES=1 forbids skipping",
        need.why()
    );
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED  {test}: it needs {}",
        need.why()
    );
}
