//! The command line. Two arguments do not need a library.

use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub const USAGE: &str = "\
Usage: spindle-postgres <DATA_DIRECTORY> [--port PORT]

Runs the embedded Postgres (17.5, compiled to WebAssembly) until stdin ends.
Its URL is the first line on stdout, printed when it answers.

  <DATA_DIRECTORY>  where the database lives; created when missing
  --port PORT       TCP port on 127.0.0.1; 0 (the default) takes any free one
";

/// A parsed command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// Where the database lives.
    pub data_directory: PathBuf,
    /// Port on 127.0.0.1; 0 = any free one.
    pub port: u16,
}

impl Arguments {
    /// `None` means that help was asked for. The error is a sentence.
    pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Option<Self>, String> {
        let mut words = words;
        let mut data_directory = None;
        let mut port = 0;
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--help" | "-h") => return Ok(None),
                Some("--port") => {
                    let value = words.next().ok_or("--port needs a number.")?;
                    port = value.to_str().and_then(|v| v.parse().ok()).ok_or_else(|| {
                        format!("--port {} is not a port number.", value.display())
                    })?;
                }
                Some(flag) if flag.starts_with('-') => {
                    return Err(format!("Unknown argument {flag}."));
                }
                _ if data_directory.is_none() => data_directory = Some(PathBuf::from(word)),
                _ => return Err(format!("One data directory is enough: {}.", word.display())),
            }
        }
        let data_directory =
            data_directory.ok_or("Which data directory? Try --help.".to_string())?;
        Ok(Some(Self {
            data_directory,
            port,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Arguments>, String> {
        Arguments::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn a_command_line_is_understood_or_refused_in_a_sentence() {
        let arguments = |dir: &str, port| {
            Ok(Some(Arguments {
                data_directory: dir.into(),
                port,
            }))
        };
        for (line, answer) in [
            ("data", arguments("data", 0)),
            ("data --port 5499", arguments("data", 5499)),
            ("--port 5499 data", arguments("data", 5499)),
            ("--help", Ok(None)),
            ("", Err("Which data directory? Try --help.".into())),
            ("data --port", Err("--port needs a number.".into())),
            (
                "data --port many",
                Err("--port many is not a port number.".into()),
            ),
            ("data --speed", Err("Unknown argument --speed.".into())),
            (
                "data more",
                Err("One data directory is enough: more.".into()),
            ),
        ] {
            assert_eq!(parse(line), answer, "{line}");
        }
    }
}
