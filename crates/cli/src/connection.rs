//! Reaching a Postgres: the one place that turns connection trouble into a sentence.

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection};

/// How long a server may take to answer a new connection.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// Below, a feature that the functions use is missing.
const OLDEST_VERSION: i32 = 150_000;

/// The newest major version that the tests run on.
const NEWEST_MAJOR: i32 = 17;

/// The role components speak as (migrations/0009_component_role.sql).
pub const COMPONENT_ROLE: &str = "spindle_component";

/// Where a database lives, without its password: safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// As the URL writes it.
    pub host: String,
    /// 5432 when the URL names none.
    pub port: u16,
}

/// Host and port of a URL.
pub fn place(url: &str) -> Result<Place> {
    let options = parse(url)?;
    Ok(Place {
        host: options.get_host().to_owned(),
        port: options.get_port(),
    })
}

/// The same database with the rights of a component and no others. A URL that brings its own
/// `options` is left as it is: whoever wrote them knows better.
pub fn as_component(url: &str) -> String {
    if url.contains("options=") {
        return url.to_owned();
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}options=-c%20role%3D{COMPONENT_ROLE}")
}

/// Connects to `url`. The error is one sentence that names host and port, and never the password.
pub async fn connect(url: &str) -> Result<PgConnection> {
    let options = parse(url)?;
    let place = place_of(&options);
    match tokio::time::timeout(CONNECT_LIMIT, options.connect()).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error @ sqlx::Error::Database(_))) => Err(anyhow!(
            "Postgres at {place} refuses the connection: {}.",
            reason(&error)
        )),
        Ok(Err(error)) => Err(anyhow!(
            "Postgres at {place} is not reachable: {}.",
            reason(&error)
        )),
        Err(_) => {
            bail!(
                "Postgres at {place} did not answer within {} s.",
                CONNECT_LIMIT.as_secs()
            )
        }
    }
}

/// Refuses servers before 15. A warning about a server nobody tested goes to `log`.
pub async fn check_version(connection: &mut PgConnection, log: &dyn Fn(&str)) -> Result<()> {
    let (number, shown): (i32, String) = sqlx::query_as(
        "select current_setting('server_version_num')::int, current_setting('server_version')",
    )
    .fetch_one(connection)
    .await
    .context("Postgres does not tell its version")?;
    if let Some(warning) = judge_version(number, &shown)? {
        log(&warning);
    }
    Ok(())
}

/// `number` as in `server_version_num`. Answers a warning, if there is one.
fn judge_version(number: i32, shown: &str) -> Result<Option<String>> {
    let shown = shown.split_whitespace().next().unwrap_or("unknown");
    if number < OLDEST_VERSION {
        bail!("PostgreSQL 15 or newer is needed; this server is {shown}.");
    }
    Ok((number / 10_000 > NEWEST_MAJOR).then(|| {
        format!(
            "Warning: PostgreSQL {shown} is newer than what Spindle is tested on ({NEWEST_MAJOR})."
        )
    }))
}

/// Closes it. An error here means that the server is gone, and everything was committed before.
pub async fn close(connection: PgConnection) {
    let _ = connection.close().await;
}

fn parse(url: &str) -> Result<PgConnectOptions> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        bail!("A database URL looks like postgres://user:password@host:5432/name.");
    }
    PgConnectOptions::from_str(url)
        .map(|options| options.application_name("spindle"))
        .map_err(|error| anyhow!("The database URL is not valid: {}.", reason(&error)))
}

fn place_of(options: &PgConnectOptions) -> String {
    match options.get_socket() {
        Some(socket) => socket.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    }
}

/// Without the "error returned from database:" that sqlx puts in front, and without a full stop.
fn reason(error: &sqlx::Error) -> String {
    let text = match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::Configuration(error) => error.to_string(),
        other => other.to_string(),
    };
    text.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

    use super::*;

    #[test]
    fn the_role_is_added_to_whatever_the_url_has() {
        let role = "options=-c%20role%3Dspindle_component";
        for (url, answer) in [
            (
                "postgres://u:p@h:1/d",
                format!("postgres://u:p@h:1/d?{role}"),
            ),
            (
                "postgres://u@h/d?sslmode=disable",
                format!("postgres://u@h/d?sslmode=disable&{role}"),
            ),
            (
                "postgres://u@h/d?options=-c%20x%3D1",
                "postgres://u@h/d?options=-c%20x%3D1".to_owned(),
            ),
        ] {
            assert_eq!(as_component(url), answer);
        }
    }

    #[test]
    fn a_place_has_no_password() {
        let place = place("postgres://someone:secret@db.example:6543/shop").unwrap();
        assert_eq!(
            place,
            Place {
                host: "db.example".into(),
                port: 6543
            }
        );
    }

    #[test]
    fn servers_from_15_on_are_taken_and_newer_ones_with_a_warning() {
        let old = judge_version(140_002, "14.2 (Debian 14.2-1)")
            .unwrap_err()
            .to_string();
        assert_eq!(
            old,
            "PostgreSQL 15 or newer is needed; this server is 14.2."
        );
        assert_eq!(judge_version(150_000, "15.0").unwrap(), None);
        assert_eq!(judge_version(170_005, "17.5").unwrap(), None);
        let new = judge_version(180_000, "18beta1").unwrap().unwrap();
        assert_eq!(
            new,
            "Warning: PostgreSQL 18beta1 is newer than what Spindle is tested on (17)."
        );
    }

    #[tokio::test]
    async fn an_unreachable_server_is_one_sentence_without_the_password() {
        let error = connect("postgres://someone:secret@127.0.0.1:1/shop")
            .await
            .unwrap_err();
        let sentence = format!("{error:#}");
        assert!(
            sentence.starts_with("Postgres at 127.0.0.1:1 is not reachable: "),
            "{sentence}"
        );
        assert!(
            !sentence.contains("secret") && !sentence.contains('\n'),
            "{sentence}"
        );
    }

    #[tokio::test]
    async fn what_is_no_url_is_refused_without_repeating_it() {
        for url in [
            "mysql://u:secret@h/d",
            "secret",
            "postgres://u:secret@h:port/d",
        ] {
            let sentence = format!("{:#}", connect(url).await.unwrap_err());
            assert!(!sentence.contains("secret"), "{sentence}");
        }
    }
}
