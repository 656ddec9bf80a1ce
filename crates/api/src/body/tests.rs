use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::*;
use crate::fields::{Quantity, Text};
use crate::testing::{self, Reply, post};
use crate::{Anyone, Routes};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its parsing is tested")]
struct Cart {
    items: Vec<Item>,
    note: Option<Text<0, 5>>,
    kind: Option<Kind>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Gift,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its parsing is tested")]
struct Item {
    sku: String,
    quantity: Quantity,
}

async fn create(_: Anyone, Json(_): Json<Cart>) -> &'static str {
    "created"
}

async fn echo(_: Anyone, body: Option<Json<Value>>) -> Json<Option<Value>> {
    Json(body.map(|Json(value)| value))
}

fn routes() -> Routes {
    Routes::new("sample")
        .post("/carts", create)
        .post("/echo", echo)
}

fn create_with(body: impl Into<Body>) -> Reply {
    post("/carts", body).to(routes())
}

fn item(quantity: &str) -> Reply {
    create_with(format!(
        r#"{{"items":[{{"sku":"a","quantity":{quantity}}}]}}"#
    ))
}

#[test]
fn a_good_body_reaches_the_handler() {
    assert_eq!(item("1").text, "created");
}

#[test]
fn what_is_wrong_is_named_by_its_path() {
    let table = [
        (json!({}), "items: is required"),
        (
            json!({ "items": [{ "quantity": 1 }] }),
            "items[0].sku: is required",
        ),
        (
            json!({ "items": 7 }),
            "items: invalid type: integer `7`, expected an array",
        ),
        (
            json!({ "items": [{ "sku": "a", "quantity": 1 }, { "sku": 1, "quantity": 1 }] }),
            "items[1].sku: invalid type: integer `1`, expected a string",
        ),
        (
            json!({ "items": [], "note": "too long" }),
            "note: must be 0 to 5 characters long",
        ),
        (
            json!({ "items": [], "nite": "" }),
            "nite: unknown field `nite`, expected one of `items`, `note`, `kind`",
        ),
        (
            json!({ "items": [], "kind": "loan" }),
            "kind: unknown variant `loan`, expected `gift`",
        ),
        (
            json!({ "items": [], "kind": 7 }),
            "kind: is none of the values it may have",
        ),
        (json!([]), ": invalid length 0, expected an object"),
    ];

    for (body, detail) in table {
        let reply = create_with(body.to_string());
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(reply.code(), "VALIDATION_FAILED");
        assert_eq!(reply.detail(), detail);
    }
}

#[test]
fn a_wrong_number_is_told_the_bound() {
    let bad = [
        "0",
        "-1",
        "10000",
        "1.5",
        "1e2",
        "9223372036854775808",
        "99999999999999999999999",
        "1e300",
        "\"1\"",
        "null",
        "true",
        "[]",
    ];

    for number in bad {
        let reply = item(number);
        assert_eq!(reply.code(), "VALIDATION_FAILED", "{number}");
        let detail = reply.detail();
        assert!(
            detail.starts_with("items[0].quantity: "),
            "{number}: {detail}"
        );
        assert!(
            detail.ends_with("a whole number from 1 to 9999"),
            "{number}: {detail}"
        );
    }
}

#[test]
fn what_is_not_json_is_told_where() {
    let table: [(&[u8], &str); 6] = [
        (b"", "EOF while parsing a value at line 1 column 0"),
        (b"{\n  \"items\": [}", "expected value at line 2 column 13"),
        (
            b"{\"items\":[]} x",
            "trailing characters at line 1 column 14",
        ),
        (
            b"{\"items\":[],\"note\":\"\xff\"}",
            "invalid unicode code point at line 1 column 21",
        ),
        (b"{\"items\":[],\"note\":\"\x01\"}", "control character"),
        (b"{\"items\":[],\"note\":\"\\ud800\"}", "at line 1 column"),
    ];

    for (body, message) in table {
        let reply = create_with(body.to_vec());
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{message}");
        assert_eq!(reply.code(), "MALFORMED_JSON");
        assert!(reply.message().contains(message), "{}", reply.message());
    }
}

#[test]
fn duplicate_fields_are_refused() {
    let reply = create_with(r#"{"items":[],"items":[]}"#);

    assert_eq!(reply.detail(), "items: is given twice");
}

#[test]
fn deep_nesting_is_refused_and_does_not_crash() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));

    let known = create_with(format!(r#"{{"items":{deep}}}"#));
    let free = post("/echo", deep).to(routes());

    assert_eq!(known.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(free.code(), "MALFORMED_JSON");
    assert!(
        free.message().contains("recursion limit"),
        "{}",
        free.message()
    );
}

#[test]
fn the_message_does_not_repeat_a_long_value() {
    let reply = create_with(json!({ "items": "ä".repeat(50_000) }).to_string());

    let unknown_field = create_with(format!(r#"{{"items":[],"{}":1}}"#, "ä".repeat(50_000)));

    for reply in [reply, unknown_field] {
        assert_eq!(reply.code(), "VALIDATION_FAILED");
        assert!(reply.text.len() < 1_000, "{} bytes", reply.text.len());
    }
}

#[test]
fn the_bound_is_exact_and_named() {
    let body = |length: usize| format!("\"{}\"", "a".repeat(length - 2));

    let largest = post("/echo", body(BODY_MAX_BYTES)).to(routes());
    let larger = post("/echo", body(BODY_MAX_BYTES + 1)).to(routes());

    assert_eq!(largest.status, StatusCode::OK);
    assert_eq!(larger.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(larger.code(), "PAYLOAD_TOO_LARGE");
    assert_eq!(larger.message(), "The body is larger than 262144 bytes.");
}

#[test]
fn an_announced_length_over_the_bound_is_not_waited_for() {
    let endless = Body::from_stream(futures::stream::pending::<Result<Bytes, &str>>());

    let reply = post("/carts", endless)
        .header("content-length", "262145")
        .to(routes());

    assert_eq!(reply.code(), "PAYLOAD_TOO_LARGE");
}

#[test]
fn a_body_that_breaks_off_is_malformed() {
    let frames = futures::stream::iter([Ok(Bytes::from("{\"items\"")), Err("connection reset")]);

    let reply = create_with(Body::from_stream(frames));

    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(reply.code(), "BODY_INCOMPLETE");
}

#[test]
fn only_json_is_taken() {
    let of_type = |kind: &str| {
        post("/carts", r#"{"items":[]}"#)
            .without("content-type")
            .header("content-type", kind)
            .to(routes())
    };

    for good in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/merge-patch+json",
    ] {
        assert_eq!(of_type(good).status, StatusCode::OK, "{good}");
    }
    for bad in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "text/json",
    ] {
        assert_eq!(
            of_type(bad).status,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{bad}"
        );
    }
}

#[test]
fn an_optional_body_may_be_empty() {
    let empty = testing::request("POST", "/echo", Body::empty()).to(routes());
    let unannounced = testing::request("POST", "/echo", Body::from("{}")).to(routes());

    assert_eq!(empty.text, "null");
    assert_eq!(post("/echo", "[1]").to(routes()).text, "[1]");
    assert_eq!(unannounced.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
