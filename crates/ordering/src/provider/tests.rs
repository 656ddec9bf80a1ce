#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::time::Duration;

use api::client::{Answer, CallError};
use api::{StatusCode, Uuid};
use domain::Currency;
use domain::payment::{Attempt, AttemptKind, AttemptStatus, PaymentResult};
use serde_json::json;

use super::{Question, read};

fn attempt(kind: AttemptKind) -> Attempt {
    let takes_money = matches!(kind, AttemptKind::Charge | AttemptKind::Authorize);
    Attempt {
        attempt_id: Uuid::from_u128(1),
        kind,
        of_attempt: (!takes_money).then_some(Uuid::from_u128(2)),
        status: AttemptStatus::Started,
        reason: None,
        amount_minor: 2930,
        currency: Currency::from_code("USD").unwrap(),
        token: takes_money.then(|| "tok_1".to_owned()),
    }
}

#[test]
fn each_kind_is_asked_for_where_the_contract_says() {
    let key = Uuid::from_u128(1);
    let of = Uuid::from_u128(2);
    for (kind, lookup, path, body) in [
        (
            AttemptKind::Charge,
            format!("/charges/{key}"),
            "/charges".to_owned(),
            json!({ "amount_minor": 2930, "currency": "USD", "capture": true, "token": "tok_1", "reference": "ORD-1" }),
        ),
        (
            AttemptKind::Authorize,
            format!("/charges/{key}"),
            "/charges".to_owned(),
            json!({ "amount_minor": 2930, "currency": "USD", "capture": false, "token": "tok_1", "reference": "ORD-1" }),
        ),
        (
            AttemptKind::Capture,
            format!("/captures/{key}"),
            format!("/charges/{of}/capture"),
            json!({ "amount_minor": 2930, "currency": "USD" }),
        ),
        (
            AttemptKind::Void,
            format!("/voids/{key}"),
            format!("/charges/{of}/void"),
            json!({}),
        ),
        (
            AttemptKind::Refund,
            format!("/refunds/{key}"),
            "/refunds".to_owned(),
            json!({ "amount_minor": 2930, "currency": "USD", "charge": of, "reference": "ORD-1" }),
        ),
    ] {
        let question = Question::about(&attempt(kind), "ORD-1").unwrap();

        assert_eq!(
            (question.lookup, question.path, question.body),
            (lookup, path, body),
            "{kind:?}"
        );
    }
}

#[test]
fn an_attempt_that_lacks_something_is_no_question() {
    let mut charge = attempt(AttemptKind::Charge);
    charge.token = None;
    let mut refund = attempt(AttemptKind::Refund);
    refund.of_attempt = None;

    assert!(Question::about(&charge, "ORD-1").is_none());
    assert!(Question::about(&refund, "ORD-1").is_none());
}

#[test]
fn only_what_the_contract_says_is_believed() {
    let good =
        r#"{"id":"ch_1","status":"succeeded","amount_minor":2930,"currency":"USD","card":"4242"}"#;
    let declined = r#"{"id":"ch_1","status":"declined","decline_reason":"stolen","amount_minor":2930,"currency":"USD"}"#;
    let dearer = r#"{"id":"ch_1","status":"succeeded","amount_minor":2931,"currency":"USD"}"#;
    let foreign = r#"{"id":"ch_1","status":"succeeded","amount_minor":2930,"currency":"VND"}"#;
    let nameless = r#"{"id":"","status":"succeeded","amount_minor":2930,"currency":"USD"}"#;
    let refusal = r#"{"error":{"code":"VALIDATION_FAILED"}}"#;
    for (status, body, is_sent, result) in [
        (200, good, false, PaymentResult::Succeeded),
        (201, good, true, PaymentResult::Succeeded),
        (201, declined, true, PaymentResult::Declined),
        (201, dearer, true, PaymentResult::Unknown),
        (201, foreign, true, PaymentResult::Unknown),
        (201, nameless, true, PaymentResult::Unknown),
        (201, "<html>", true, PaymentResult::Unknown),
        (204, good, true, PaymentResult::Unknown),
        (500, good, true, PaymentResult::Unknown),
        (404, refusal, true, PaymentResult::Unknown),
        (409, refusal, true, PaymentResult::Unknown),
        // Refused as invalid: it took nothing. A lookup that is refused says nothing.
        (422, refusal, true, PaymentResult::Declined),
        (422, refusal, false, PaymentResult::Unknown),
        // Something before the provider said it.
        (422, "<html>", true, PaymentResult::Unknown),
    ] {
        let answer = Answer {
            status: StatusCode::from_u16(status).unwrap(),
            body: body.as_bytes().to_vec().into(),
        };

        let settlement = read(&attempt(AttemptKind::Charge), Ok(answer), is_sent);

        assert_eq!(settlement.result, result, "{status} {body}");
    }
    let timed_out = Err(CallError::TimedOut(Duration::from_millis(10)));
    let settlement = read(&attempt(AttemptKind::Refund), timed_out, true);
    assert_eq!(settlement.result, PaymentResult::Unknown);
}

#[test]
fn what_is_kept_of_an_answer_holds_no_secret() {
    let answer = Answer {
        status: StatusCode::CREATED,
        body: br#"{"id":"ch_1","status":"declined","decline_reason":"stolen","amount_minor":2930,
                   "currency":"USD","card":{"number":"4242424242424242"},"token":"tok_1"}"#
            .to_vec()
            .into(),
    };

    let settlement = read(&attempt(AttemptKind::Charge), Ok(answer), true);

    assert_eq!(
        serde_json::to_value(settlement.response).unwrap(),
        json!({ "id": "ch_1", "status": "declined", "decline_reason": "stolen", "amount_minor": 2930, "currency": "USD" })
    );
}
