use axum::http::StatusCode;

use super::*;
use crate::testing::{Ask, Reply, get};
use crate::{Anyone, Json, Routes};

async fn optional(_: Anyone, version: Option<IfMatch>) -> (ETag, Json<Option<i64>>) {
    (ETag(7), Json(version.and_then(IfMatch::version)))
}

async fn required(_: Anyone, version: IfMatch) -> Json<Option<i64>> {
    Json(version.version())
}

fn ask(ask: Ask) -> Reply {
    ask.to(Routes::new("sample")
        .get("/optional", optional)
        .get("/required", required))
}

#[test]
fn the_version_goes_out_and_comes_back() {
    let reply = ask(get("/optional"));

    assert_eq!(reply.header("etag"), "\"7\"");
    assert_eq!(
        ask(get("/required").header("if-match", reply.header("etag"))).text,
        "7"
    );
    assert_eq!(ask(get("/required").header("if-match", "*")).text, "null");
}

#[test]
fn a_missing_version_is_fine_only_where_it_is_optional() {
    assert_eq!(ask(get("/optional")).text, "null");
    let reply = ask(get("/required"));
    assert_eq!(reply.status, StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(reply.code(), "PRECONDITION_REQUIRED");
}

#[test]
fn a_malformed_version_is_refused() {
    let bad = [
        "",
        "7",
        "\"\"",
        "\"-7\"",
        "\"+7\"",
        "W/\"7\"",
        "\"a\"",
        "\"7\", \"8\"",
        "\"9223372036854775808\"",
    ];
    for text in bad {
        for path in ["/optional", "/required"] {
            let reply = ask(get(path).header("if-match", text));
            assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{path} {text:?}");
            assert_eq!(reply.code(), "MALFORMED_HEADER");
        }
    }
}
