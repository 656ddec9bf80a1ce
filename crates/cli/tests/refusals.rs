//! What the command says when it cannot: one sentence on stderr, exit code 1, no backtrace.

use std::net::TcpListener;
use std::process::{Command, Output};

fn spindle(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spindle"))
        .args(arguments)
        .env_remove("DATABASE_URL")
        .env("RUST_BACKTRACE", "1")
        .output()
        .unwrap()
}

/// The last line on stderr; before it there may be progress.
fn refusal(arguments: &[&str]) -> String {
    let output = spindle(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        !said.contains("stack backtrace") && !said.contains("panicked"),
        "{said}"
    );
    said.lines().last().unwrap_or_default().to_owned()
}

fn repository() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../..")
}

#[test]
fn a_missing_spin_toml_is_named() {
    let sentence = refusal(&["up", "--from", "/nowhere/spin.toml"]);
    assert!(sentence.contains("/nowhere/spin.toml"), "{sentence}");
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();

    let sentence = refusal(&["up", "--from", repository(), "--listen", &address]);

    let port = address.trim_start_matches("127.0.0.1:");
    assert!(
        sentence.starts_with(&format!("Port {port} on 127.0.0.1 is in use")),
        "{sentence}"
    );
}

#[test]
fn a_postgres_that_is_not_there_is_named_without_its_password() {
    let url = "postgres://someone:secret@127.0.0.1:1/shop";
    let state = std::env::temp_dir().join(format!("spindle-cli-{}-refusals", std::process::id()));
    let up = [
        "up",
        "--from",
        repository(),
        "--no-build",
        "--listen",
        "127.0.0.1:0",
    ];
    let state_dir = [
        "--state-dir",
        state.to_str().unwrap(),
        "--database-url",
        url,
    ];

    for arguments in [
        &["migrate", "--database-url", url][..],
        &["schema", "--database-url", url],
        &[up.as_slice(), state_dir.as_slice()].concat(),
    ] {
        let sentence = refusal(arguments);
        assert!(
            sentence.starts_with("Postgres at 127.0.0.1:1 is not reachable: "),
            "{sentence}"
        );
        assert!(!sentence.contains("secret"), "{sentence}");
    }
    std::fs::remove_dir_all(state).unwrap();
}

#[test]
fn a_customer_that_is_no_uuid_gets_no_token() {
    let state = std::env::temp_dir().join(format!("spindle-cli-{}-token", std::process::id()));
    let state_dir = state.to_str().unwrap();

    let sentence = refusal(&["token", "--subject", "bob", "--state-dir", state_dir]);
    assert_eq!(sentence, "A customer is a UUID, and bob is none.");

    let token = spindle(&[
        "token",
        "--role",
        "admin",
        "--subject",
        "bob",
        "--state-dir",
        state_dir,
    ]);
    let token = String::from_utf8(token.stdout).unwrap();
    assert_eq!(
        (token.lines().count(), token.matches('.').count()),
        (1, 2),
        "{token}"
    );
    std::fs::remove_dir_all(state).unwrap();
}
