use axum::body::Body;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::*;
use crate::testing::{self, Ask, Reply, get, post};
use crate::{Anyone, Json, Routes};

async fn optional(_: Anyone, key: Option<IdempotencyKey>) -> Json<Option<String>> {
    Json(key.map(|key| key.as_str().to_owned()))
}

async fn required(_: Anyone, key: IdempotencyKey) -> Json<String> {
    Json(key.as_str().to_owned())
}

async fn pay(_: Anyone, request: Idempotent<Value>) -> Json<Value> {
    let key = request.key.map(|key| key.as_str().to_owned());
    Json(json!({ "key": key, "fingerprint": request.fingerprint, "body": request.body }))
}

async fn pay_one(_: Anyone, request: Idempotent<u32>) -> Json<u32> {
    Json(request.body)
}

fn ask(ask: Ask) -> Reply {
    ask.to(Routes::new("sample")
        .get("/optional", optional)
        .get("/required", required)
        .post("/pay", pay)
        .put("/pay", pay)
        .post("/pay/again", pay)
        .post("/pay/one", pay_one))
}

#[test]
fn a_key_is_visible_ascii_of_a_bounded_length() {
    let longest = "k".repeat(255);
    for good in [
        "a",
        "8e03978e-40d5-43dd-bc93-6894a57f9324",
        "\"quoted\"",
        "!~",
        &longest,
    ] {
        assert_eq!(
            ask(get("/required").header("idempotency-key", good)).body,
            *good
        );
    }
    let too_long = "k".repeat(256);
    for bad in ["", "a b", "a\tb", "ä", &too_long] {
        for path in ["/required", "/optional"] {
            let reply = ask(get(path).header("idempotency-key", bad));
            assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{path} {bad:?}");
            assert_eq!(reply.code(), "IDEMPOTENCY_KEY_INVALID");
        }
    }
    let twice = get("/optional")
        .header("idempotency-key", "a")
        .header("idempotency-key", "b");
    assert_eq!(ask(twice).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_key_may_be_missing_only_where_it_is_optional() {
    assert_eq!(ask(get("/optional")).text, "null");
    assert_eq!(ask(get("/required")).code(), "IDEMPOTENCY_KEY_INVALID");
}

#[test]
fn key_and_body_come_together() {
    let reply = ask(post("/pay", r#"{"a":1}"#).header("idempotency-key", "k-1"));

    assert_eq!(reply.body["key"], "k-1");
    assert_eq!(reply.body["body"], json!({ "a": 1 }));
}

/// `printf 'POST\n/pay\n{"a":1}' | sha256sum`
#[test]
fn the_fingerprint_is_the_hash_of_method_path_and_body() {
    let fingerprint = |ask: Ask| self::ask(ask).body["fingerprint"].clone();

    let first = fingerprint(post("/pay", r#"{"a":1}"#));

    assert_eq!(
        first,
        "98157e6a77b6014575e32ea369bb409c0b24dfb4a80b8fd16d4f19e4b1351086"
    );
    assert_eq!(first, fingerprint(post("/pay?x=1", r#"{"a":1}"#)));
    assert_ne!(first, fingerprint(post("/pay", r#"{"a": 1}"#)));
    assert_ne!(first, fingerprint(post("/pay/again", r#"{"a":1}"#)));
    let put = testing::request("PUT", "/pay", Body::from(r#"{"a":1}"#));
    assert_ne!(
        first,
        fingerprint(put.header("content-type", "application/json"))
    );
}

#[test]
fn an_empty_body_is_null_where_null_is_allowed() {
    let empty = |path| ask(testing::request("POST", path, Body::empty()));
    let empty_json = ask(post("/pay/one", ""));

    assert_eq!(empty("/pay").body["body"], Value::Null);
    assert_eq!(empty("/pay/one").status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(empty_json.code(), "MALFORMED_JSON");
}
