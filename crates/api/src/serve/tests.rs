use axum::body::Body;

use crate::testing::{self, CUSTOMER_ID, Reply, token_of};
use crate::{
    Anyone, Customer, Error, Fault, IntoResponse, Json, Path, RequestId, Routes, StatusCode,
};

async fn live(_: Anyone) -> &'static str {
    "yes"
}

async fn made(_: Anyone) -> impl IntoResponse {
    (StatusCode::CREATED, Json("made"))
}

async fn whoami(_: Customer, id: RequestId) -> Json<String> {
    Json(id.to_string())
}

async fn broken(_: Anyone, Path(how): Path<String>) -> Result<&'static str, Error> {
    Err(match how.as_str() {
        "down" => Fault::Unavailable {
            what: "pg at 10.0.0.7".into(),
            retry_after_seconds: 7,
        },
        _ => Fault::bug("relation \"spindle.carts\" does not exist"),
    }
    .into())
}

async fn limping(_: Anyone) -> impl IntoResponse {
    (
        StatusCode::OK,
        Fault::unavailable("payment provider"),
        Json("later"),
    )
}

fn routes() -> Routes {
    Routes::new("sample")
        .get("/limping", limping)
        .get("/live", live)
        .post("/live", made)
        .get("/whoami", whoami)
        .get("/broken/{how}", broken)
}

fn get(path: &str) -> Reply {
    testing::get(path).to(routes())
}

#[test]
fn one_path_answers_several_methods() {
    let answered = testing::request("POST", "/live", Body::empty()).to(routes());

    assert_eq!(get("/live").text, "yes");
    assert_eq!(answered.status, StatusCode::CREATED);
    assert_eq!(answered.header("content-type"), "application/json");
}

#[test]
fn an_unknown_path_is_told_in_the_envelope() {
    let reply = get("/lives");

    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(reply.code(), "NOT_FOUND");
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.log["code"], "NOT_FOUND");
    assert!(
        reply
            .text
            .starts_with(r#"{"error":{"code":"NOT_FOUND","message":"#),
        "{}",
        reply.text
    );
}

#[test]
fn a_wrong_method_is_told_which_ones_are_right() {
    let reply = testing::request("DELETE", "/live", Body::empty()).to(routes());

    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(reply.code(), "METHOD_NOT_ALLOWED");
    assert_eq!(reply.header("allow"), "GET,HEAD,POST");
}

#[test]
fn head_is_get_without_the_body() {
    let head = |path| testing::request("HEAD", path, Body::empty()).to(routes());

    let (good, bad) = (head("/live"), head("/broken/down"));

    assert_eq!((good.status, good.text.as_str()), (StatusCode::OK, ""));
    assert_eq!(good.header("content-length"), "3");
    assert_eq!(
        (bad.status, bad.text.as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "")
    );
    assert_eq!(
        bad.header("content-length"),
        get("/broken/down").header("content-length")
    );
}

#[test]
fn a_good_request_id_is_kept_everywhere() {
    let reply = testing::get("/nowhere")
        .header("x-request-id", "abc_DEF-123")
        .to(routes());

    assert_eq!(reply.header("x-request-id"), "abc_DEF-123");
    assert_eq!(reply.body["request_id"], "abc_DEF-123");
    assert_eq!(reply.log["request_id"], "abc_DEF-123");
}

#[test]
fn a_bad_request_id_is_replaced() {
    let too_long = "a".repeat(65);
    for bad in ["", "a b", "a\"b", "ä", too_long.as_str()] {
        let reply = testing::get("/nowhere")
            .header("x-request-id", bad)
            .to(routes());

        let id = reply.header("x-request-id");
        assert!(uuid::Uuid::parse_str(id).is_ok(), "{bad:?} became {id:?}");
        assert_eq!(reply.body["request_id"], id);
    }
}

#[test]
fn a_handler_can_read_the_request_id() {
    let ask = testing::get("/whoami")
        .header("x-request-id", "r-1")
        .token(&token_of("customer"));

    assert_eq!(ask.to(routes()).body, "r-1");
}

#[test]
fn a_bug_is_logged_and_not_told() {
    let reply = get("/broken/bug");

    assert_eq!(reply.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(reply.code(), "INTERNAL_ERROR");
    assert!(!reply.text.contains("spindle.carts"), "{}", reply.text);
    assert_eq!(reply.log["level"], "error");
    assert_eq!(
        reply.log["fault"],
        "bug: relation \"spindle.carts\" does not exist"
    );
}

#[test]
fn what_is_down_says_when_to_come_back() {
    let reply = get("/broken/down");

    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(reply.header("retry-after"), "7");
    assert_eq!(reply.body["error"]["retry_after"], 7);
    assert!(!reply.text.contains("10.0.0.7"), "{}", reply.text);
    assert_eq!(reply.log["fault"], "unavailable: pg at 10.0.0.7");
}

#[test]
fn a_fault_beside_an_answer_is_logged() {
    let reply = get("/limping");

    assert_eq!(
        (reply.status, reply.text.as_str()),
        (StatusCode::OK, "\"later\"")
    );
    assert_eq!(reply.log["level"], "warn");
    assert_eq!(reply.log["fault"], "unavailable: payment provider");
}

#[test]
fn the_log_line_says_who_did_what() {
    let ask = testing::get("/whoami?secret=1").token(&token_of("customer"));

    let log = ask.to(routes()).log;

    assert_eq!(log["tenant"], "demo");
    assert_eq!(log["principal"], format!("customer:{CUSTOMER_ID}"));
    assert_eq!(log["component"], "sample");
    assert_eq!(log["method"], "GET");
    assert_eq!(log["path"], "/whoami", "the query may hold secrets");
    assert_eq!(log["status"], 200);
    assert_eq!(log["level"], "info");
    assert!(log["ms"].is_number());
    assert!(log["at"].as_str().is_some_and(|at| at.ends_with('Z')));
    assert_eq!(log.get("fault"), None);
}

#[test]
fn a_long_path_is_cut_in_the_log() {
    let reply = get(&format!("/{}", "a".repeat(5_000)));

    assert_eq!(reply.log["path"].as_str().map(str::len), Some(512));
}
