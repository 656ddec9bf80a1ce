//! The first packet of a client: who it is and which settings it wants.

use std::io::{self, Read};

use crate::wire::{read_body, split_string};

const PROTOCOL_MAJOR: i32 = 3;
const CANCEL_REQUEST: i32 = 80_877_102;
const SSL_REQUEST: i32 = 80_877_103;
const GSS_REQUEST: i32 = 80_877_104;

/// The one database there is.
pub const DATABASE: &str = "template1";

/// The superuser everybody is unless the client names a role.
pub const USER: &str = "postgres";

/// What a client may begin with.
#[derive(Debug, PartialEq, Eq)]
pub enum Startup {
    /// Asks for encryption, and then asks again without.
    Encryption,
    /// Wants to cancel a query of another connection.
    Cancel,
    /// Wants to work.
    Session(Settings),
    /// Wants something that is not there.
    Refused {
        /// SQLSTATE.
        code: &'static str,
        /// A sentence.
        reason: String,
    },
}

/// Settings of one session, `role` among them, in the order given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings(Vec<(String, String)>);

impl Settings {
    /// Makes any session into this one, whoever spoke before.
    pub fn sql(&self) -> String {
        let mut sql = "reset session authorization; reset role; reset all".to_owned();
        for (name, value) in &self.0 {
            let (name, value) = (name.replace('\'', "''"), value.replace('\'', "''"));
            sql.push_str(&format!("; select set_config('{name}', '{value}', false)"));
        }
        sql
    }
}

/// Reads one startup packet. `None` when the client is gone.
pub fn read(from: &mut impl Read) -> io::Result<Option<Startup>> {
    let body = match read_body(from) {
        Ok(body) => body,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some((code, parameters)) = body.split_first_chunk::<4>() else {
        return Err(io::Error::other("a startup packet is too short"));
    };
    Ok(Some(match i32::from_be_bytes(*code) {
        SSL_REQUEST | GSS_REQUEST => Startup::Encryption,
        CANCEL_REQUEST => Startup::Cancel,
        version if version >> 16 == PROTOCOL_MAJOR => session(parameters),
        _ => refused("08P01", "Only version 3 of the protocol is spoken here."),
    }))
}

fn refused(code: &'static str, reason: impl Into<String>) -> Startup {
    Startup::Refused {
        code,
        reason: reason.into(),
    }
}

fn session(parameters: &[u8]) -> Startup {
    let mut settings = Vec::new();
    let mut role = None;
    let mut rest = parameters;
    while let Some((name, after)) = split_string(rest).filter(|(name, _)| !name.is_empty()) {
        let Some((value, after)) = split_string(after) else {
            return refused("08P01", "The startup packet ends in the middle.");
        };
        rest = after;
        let name = String::from_utf8_lossy(name).into_owned();
        let value = String::from_utf8_lossy(value).into_owned();
        match name.as_str() {
            "user" if value == USER => {}
            "user" => role = Some(value),
            "database" if value == DATABASE => {}
            "database" => {
                return refused(
                    "3D000",
                    format!(
                        "database \"{value}\" does not exist: the embedded Postgres has only {DATABASE}"
                    ),
                );
            }
            "options" => settings.extend(options(&value)),
            "replication" => {}
            _ if name.starts_with("_pq_.") => {}
            _ => settings.push((name, value)),
        }
    }
    settings.extend(role.map(|role| ("role".to_owned(), role)));
    Startup::Session(Settings(settings))
}

/// `-c name=value` and `--name=value`, as the server's command line has them. A backslash keeps
/// the character after it.
fn options(text: &str) -> Vec<(String, String)> {
    let mut settings = Vec::new();
    let mut words = words(text).into_iter();
    while let Some(word) = words.next() {
        let setting = match word.as_str() {
            "-c" => words.next(),
            _ => word
                .strip_prefix("--")
                .or_else(|| word.strip_prefix("-c"))
                .map(str::to_owned),
        };
        if let Some((name, value)) = setting.as_deref().and_then(|text| text.split_once('=')) {
            settings.push((name.replace('-', "_"), value.to_owned()));
        }
    }
    settings
}

fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => words
                .last_mut()
                .into_iter()
                .for_each(|word| word.extend(characters.next())),
            space if space.is_whitespace() => words.push(String::new()),
            other => words
                .last_mut()
                .into_iter()
                .for_each(|word| word.push(other)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

    use super::*;

    fn packet(code: i32, parameters: &str) -> Vec<u8> {
        let body = [&code.to_be_bytes()[..], parameters.as_bytes(), b"\0"].concat();
        [&crate::wire::length(body.len()).unwrap()[..], &body].concat()
    }

    fn session(parameters: &str) -> Startup {
        read(&mut packet(3 << 16, parameters).as_slice())
            .unwrap()
            .unwrap()
    }

    fn settings(list: &[(&str, &str)]) -> Startup {
        let list = list
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Startup::Session(Settings(list.collect()))
    }

    #[test]
    fn a_session_says_its_role_and_settings() {
        for (parameters, answer) in [
            ("user\0postgres\0database\0template1\0", settings(&[])),
            ("user\0clerk\0", settings(&[("role", "clerk")])),
            (
                "user\0postgres\0options\0-c role=a\0TimeZone\0UTC\0",
                settings(&[("role", "a"), ("TimeZone", "UTC")]),
            ),
            (
                "options\0--lock-timeout=5s -cx.y=a\\ b\0",
                settings(&[("lock_timeout", "5s"), ("x.y", "a b")]),
            ),
        ] {
            assert_eq!(session(parameters), answer, "{parameters:?}");
        }
    }

    #[test]
    fn another_database_and_a_broken_packet_are_refused() {
        for (parameters, code) in [
            ("database\0shop\0", "3D000"),
            ("user\0postgres\0x", "08P01"),
        ] {
            let answer = session(parameters);
            assert!(
                matches!(answer, Startup::Refused { code: is, .. } if is == code),
                "{answer:?}",
            );
        }
    }

    #[test]
    fn values_cannot_leave_their_quotes() {
        let asked = session("application_name\0'; drop table t; --\0");
        let Startup::Session(settings) = asked else {
            unreachable!("{asked:?}");
        };
        let sql = settings.sql();
        let end = "set_config('application_name', '''; drop table t; --', false)";
        assert!(sql.ends_with(end), "{sql}");
    }
}
