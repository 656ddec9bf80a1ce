use axum::body::Body;
use futures::executor::block_on;

use super::send::collect;
use super::*;

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn an_answer_is_read_up_to_the_bound() {
    let read = |length: usize| block_on(collect(Body::from(vec![b'a'; length])));

    assert_eq!(
        read(ANSWER_MAX_BYTES).map(|body| body.len()),
        Ok(ANSWER_MAX_BYTES)
    );
    assert_eq!(read(ANSWER_MAX_BYTES + 1), Err(CallError::TooLarge));
}

#[test]
fn an_answer_that_breaks_off_leaves_the_outcome_open() {
    let frames = futures::stream::iter([Ok(Bytes::from("{")), Err("connection reset")]);

    let error = block_on(collect(Body::from_stream(frames))).err();

    assert!(error.is_some_and(|error| error.may_have_acted()));
}

#[test]
fn a_call_carries_the_request_id_and_its_headers() {
    let id = RequestId::random();

    let call = Call::post_json("http://pricing-rules.spin.internal/quote", &id, &[1])
        .header("x-tenant", "demo");

    let request = call.request.unwrap_or_default();
    assert_eq!(request.method(), Method::POST);
    assert_eq!(request.headers()["x-request-id"], id.as_str());
    assert_eq!(request.headers()["x-tenant"], "demo");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body(), b"[1]");
}

#[test]
fn a_call_that_cannot_be_written_is_never_sent() {
    let id = RequestId::random();
    let bad_url = Call::get("http://a b/", &id);
    let bad_header = Call::get("http://a/", &id).header("x-tenant", "a\nb");

    for call in [bad_url, bad_header] {
        let error = block_on(call.send(SECOND)).err();
        assert!(error.is_some_and(|error| !error.may_have_acted()));
    }
}
