//! `GET /metrics`

use std::time::Duration;

use harness::{MUG, Need, json};

use crate::callbacks::sending::{event, paid, patient, pending, send};

/// The value of one time series.
fn value(text: &str, series: &str) -> u64 {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {series} in {text}"))
        .parse()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_sees_what_waits_and_for_how_long() {
    let Some(shop) = patient(&[Need::Clock, Need::Statements]).await else {
        return;
    };
    let order = pending(&shop).await;
    let mut less = paid(&order);
    less["data"]["amount"] = json!("1.00");
    send(&shop, "msg_1", &less).await.accepted();
    let early = event("shipment.delivered", &order.number, json!({}));
    send(&shop, "msg_2", &early).await.accepted();
    let customer = shop.customer();
    let checkout = customer
        .checkout_of(
            &customer.cart_with(&[(MUG, 1)]).await,
            json!({ "payment_method": "CASH_ON_DELIVERY" }),
        )
        .await;
    customer.confirm(&checkout).await.created();
    shop.run("update spindle.reservations set expires_at = spindle.clock() + interval '15 minutes' where tenant_id = $tenant and status = 'held'")
        .await;
    shop.move_clock(Duration::from_secs(3600)).await;

    let (answer, statements) = shop.statements_of(shop.service().get("/metrics")).await;

    assert_eq!((answer.status.as_u16(), statements.len()), (200, 1));
    assert_eq!(
        answer.header("content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    let text = &answer.text;
    for (series, count, at_least_seconds) in [
        (
            r#"attention_open{reason="payment_amount_differs"}"#,
            1,
            3600,
        ),
        (r#"attention_open{reason="refund_by_hand"}"#, 0, 0),
        ("payment_attempts_unanswered", 1, 3600),
        ("callbacks_kept", 1, 3600),
        ("reservations_overdue", 1, 2700),
        ("outbox_waiting", 3, 3600),
    ] {
        let (name, labels) = series.split_at(series.find('{').unwrap_or(series.len()));
        assert_eq!(value(text, &format!("spindle_{series}")), count, "{series}");
        let age = value(text, &format!("spindle_{name}_oldest_seconds{labels}"));
        assert!(
            (at_least_seconds..at_least_seconds + 600).contains(&age) || count == 0 && age == 0,
            "{series}: {age}"
        );
    }
    // Each family has its help and its type, once.
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(['{', ' ']).next().unwrap();
        for kind in ["HELP", "TYPE"] {
            assert_eq!(
                text.matches(&format!("# {kind} {name} ")).count(),
                1,
                "{line}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_service_may_look() {
    let Some(shop) = patient(&[]).await else {
        return;
    };

    for person in [shop.customer(), shop.admin(), shop.provider("acme")] {
        person.get("/metrics").await.refused(403, "FORBIDDEN");
    }
    shop.visitor()
        .get("/metrics")
        .await
        .refused(401, "UNAUTHENTICATED");
}
