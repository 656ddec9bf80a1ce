//! Bad input of every kind, at each callback.

use harness::{Value, json};

use super::sending::{SECRET, event, now, paid, path, patient, pending, send, sender, signature};

/// The fields that an answer complains about.
fn fields(error: &Value) -> Vec<String> {
    let details = error["details"].as_array().unwrap();
    let names = details
        .iter()
        .map(|detail| detail["field"].as_str().unwrap().to_owned());
    names.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_message_that_makes_no_sense_is_refused_by_name() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let good = paid(&order);
    let text = "x".repeat(501);

    for (pointer, value, field) in [
        ("/type", json!(7), "type"),
        ("/type", json!(""), "type"),
        ("/type", json!("x".repeat(101)), "type"),
        ("/data", json!([]), "data"),
        ("/data", json!({}), "data.order"),
        ("/data/order", json!("x".repeat(51)), "data.order"),
        ("/data/order", json!("a\u{0}"), "data.order"),
        ("/data/amount", json!(0), "data.amount"),
        ("/data/amount", json!(-1), "data.amount"),
        ("/data/amount", json!("1e3"), "data.amount"),
        ("/data/amount", json!("a lot"), "data.amount"),
        ("/data/amount", json!(null), "data.amount"),
        ("/data/amount", json!("9".repeat(40)), "data.amount"),
        ("/data/currency", json!("usd"), "data.currency"),
        ("/data/currency", json!("XAU"), "data.currency"),
        ("/data/reference", json!("x".repeat(201)), "data.reference"),
        ("/data/reference", json!(""), "data.reference"),
        ("/data/key", json!("not a uuid"), "data.key"),
        ("/data/reason", json!(text), "data.reason"),
    ] {
        let mut bad = good.clone();
        if let Some(spoiled) = bad.pointer_mut(pointer) {
            *spoiled = value.clone();
        } else {
            let name = pointer.rsplit('/').next().unwrap();
            bad["data"][name] = value.clone();
        }
        let error = send(&shop, "msg_1", &bad)
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(fields(&error), [field], "{pointer} {value}: {error}");
    }
    let bare = event("payment.succeeded", &order.number, json!({}));
    let error = send(&shop, "msg_1", &bare)
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(
        fields(&error),
        ["data.amount", "data.currency", "data.reference"]
    );
    let late = event(
        "shipment.delivered",
        &order.number,
        json!({ "delivered_at": "tomorrow" }),
    );
    let error = send(&shop, "msg_1", &late)
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(fields(&error), ["data.delivered_at"]);

    let told = shop
        .rows("select from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    assert_eq!(told.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_json_or_too_large_is_refused() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    pending(&shop).await;
    let path = path(&shop, "acme");

    for (body, status, code) in [
        (b"{".to_vec(), 400, "MALFORMED_JSON"),
        (b"\xff".to_vec(), 400, "MALFORMED_JSON"),
        (b"".to_vec(), 400, "MALFORMED_JSON"),
        (b"[]".to_vec(), 422, "VALIDATION_FAILED"),
        (b"null".to_vec(), 422, "VALIDATION_FAILED"),
        (vec![b' '; 256 * 1024 + 1], 413, "PAYLOAD_TOO_LARGE"),
    ] {
        let (at, size) = (now(), body.len());
        let signed = signature(SECRET, "msg_1", at, &body);
        let sender = sender(&shop, "msg_1", &at.to_string(), &signed);
        let answer = sender.post(&path, body);
        assert_eq!(
            answer.await.refused(status, code)["code"],
            code,
            "{size} bytes"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_callback_that_makes_no_sense_is_refused_by_name() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let service = shop.provider("payments");
    let paid = json!({ "payment_id": "p", "amount": 32, "method": "card", "transaction_id": "t" });
    let delivered =
        json!({ "delivery_id": "d", "delivered_at": "2026-11-20T12:00:00Z", "driver_id": "r" });

    for (verb, good, field, values) in [
        (
            "payment-confirmed",
            &paid,
            "payment_id",
            vec![json!(""), json!(7), json!("x".repeat(201)), json!(null)],
        ),
        (
            "payment-confirmed",
            &paid,
            "transaction_id",
            vec![json!(""), json!("x".repeat(201)), json!("a\u{7}")],
        ),
        (
            "payment-confirmed",
            &paid,
            "amount",
            vec![json!(0), json!(-5), json!("five"), json!(null), json!([])],
        ),
        (
            "payment-confirmed",
            &paid,
            "method",
            vec![json!(""), json!("x".repeat(51))],
        ),
        ("payment-confirmed", &paid, "surprise", vec![json!(1)]),
        (
            "delivered",
            &delivered,
            "delivery_id",
            vec![json!(""), json!(7), json!("x".repeat(101))],
        ),
        (
            "delivered",
            &delivered,
            "delivered_at",
            vec![json!("noon"), json!(0), json!("0000-01-01T00:00:00Z")],
        ),
        (
            "delivered",
            &delivered,
            "driver_id",
            vec![json!(""), json!("x".repeat(101))],
        ),
        ("delivered", &delivered, "surprise", vec![json!(1)]),
    ] {
        let path = format!("/api/v1/orders/{}/{verb}", order.id);
        for value in values {
            let mut bad = good.clone();
            bad[field] = value.clone();
            let error = service
                .post(&path, bad.to_string())
                .await
                .refused(422, "VALIDATION_FAILED");
            assert_eq!(fields(&error), [field], "{value}");
        }
    }
    for (verb, body, status, code) in [
        ("payment-confirmed", "{", 400, "MALFORMED_JSON"),
        ("payment-confirmed", "{}", 422, "VALIDATION_FAILED"),
        ("delivered", "null", 422, "VALIDATION_FAILED"),
    ] {
        let path = format!("/api/v1/orders/{}/{verb}", order.id);
        let error = service.post(&path, body).await.refused(status, code);
        assert!(error["details"].is_array(), "{body}");
    }
    let long = format!("/api/v1/orders/{}/delivered", "x".repeat(51));
    service
        .post(&long, delivered.to_string())
        .await
        .refused(422, "VALIDATION_FAILED");
    let told = shop
        .rows("select from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    assert_eq!(told.len(), 0);
}
