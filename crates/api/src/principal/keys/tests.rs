#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop"
)]

use futures::executor::block_on;
use serde_json::{Value, json};

use super::*;

const SECRET: &str = "c2VjcmV0IG9mIDMyIGJ5dGVzIGluIGJhc2U2NHVybCE";

fn keys(set: &Value) -> Vec<(Option<String>, Algorithm)> {
    let keys = parse(&set.to_string()).unwrap();
    keys.into_iter()
        .map(|key| (key.id, key.algorithm))
        .collect()
}

#[test]
fn the_key_names_its_algorithm() {
    let set = json!({ "keys": [
        { "kty": "oct", "k": SECRET, "kid": "a", "alg": "HS256", "use": "sig" },
        { "kty": "OKP", "crv": "Ed25519", "x": SECRET, "alg": "EdDSA" },
    ]});

    assert_eq!(
        keys(&set),
        [
            (Some("a".to_owned()), Algorithm::HS256),
            (None, Algorithm::EdDSA)
        ]
    );
}

#[test]
fn keys_of_other_kinds_are_passed_over() {
    let set = json!({ "keys": [
        { "kty": "RSA", "n": "AQAB", "e": "AQAB" },
        { "kty": "OKP", "crv": "X25519", "x": SECRET },
        { "kty": "oct", "k": SECRET, "alg": "HS512" },
        { "kty": "oct", "k": SECRET },
    ]});

    assert_eq!(keys(&set), [(None, Algorithm::HS256)]);
}

#[test]
fn a_bad_key_set_is_a_bug_that_does_not_repeat_the_key() {
    let table = [
        (json!("no set"), "variable `jwt_keys`: no JWK Set (line 1)"),
        (
            json!({ "keys": [] }),
            "variable `jwt_keys`: no HS256 or Ed25519 key in it",
        ),
        (
            json!({ "keys": [{ "kty": "oct", "k": "c2hvcnQ" }] }),
            "variable `jwt_keys`: keys[0]: `k` is shorter than 32 bytes",
        ),
        (
            json!({ "keys": [{ "kty": "oct", "k": "***" }] }),
            "variable `jwt_keys`: keys[0]: `k` is not base64url",
        ),
        (
            json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": "c2hvcnQ" }] }),
            "variable `jwt_keys`: keys[0]: `x` is not 32 bytes",
        ),
    ];

    for (set, message) in table {
        assert_eq!(parse(&set.to_string()).unwrap_err(), Fault::bug(message));
    }
}

/// One test, because the cache is one per process.
#[test]
fn keys_are_parsed_again_when_the_variable_changes() {
    let set = |id: &str| json!({ "keys": [{ "kty": "oct", "k": SECRET, "kid": id }] }).to_string();
    let current = || block_on(Authority::current()).unwrap();
    variables::set("jwt_audience", "spindle");

    variables::set("jwt_keys", &set("old"));
    let first = current();
    variables::set("jwt_keys", &set("new"));
    let second = current();

    assert_eq!(first.keys[0].id.as_deref(), Some("old"));
    assert_eq!(second.keys[0].id.as_deref(), Some("new"));
}
