//! A provider that is broken in one way or another: money is never assumed to have moved or not.

use std::time::Duration;

use harness::{MUG, Need, Shop, json};

use super::provider::Provider;
use super::{attempts, card, transactions};

#[tokio::test(flavor = "multi_thread")]
async fn whatever_makes_no_sense_leaves_the_attempt_unknown() {
    for (status, body) in [
        ("500 Internal Server Error", "{}"),
        ("200 OK", "<html>Welcome</html>"),
        // Another amount: 32.00 USD are asked for.
        (
            "201 Created",
            r#"{"id": "ch_1", "status": "succeeded", "amount_minor": 3199, "currency": "USD"}"#,
        ),
        ("422 Unprocessable Content", "<html>"),
    ] {
        let provider = Provider::that_says(status, body).await;
        let variables = [
            ("payment_url", provider.url.as_str()),
            ("payment_timeout_ms", "20000"),
        ];
        let Some(shop) = Shop::open_with(&[Need::Variables, Need::Clock], &variables).await else {
            return;
        };

        let order = shop
            .customer()
            .order_of(&[(MUG, 2)], card("tok_success"))
            .await
            .accepted();

        assert_eq!(provider.asked(), 1, "{status} {body}");
        assert_eq!(
            (&order["status"], &order["payment"]["status"]),
            (&json!("PENDING"), &json!("unknown")),
            "{status} {body}"
        );
        assert_eq!(
            (
                order["amount_paid"].to_string(),
                order["amount_due"].to_string()
            ),
            ("0.0".to_owned(), "32.0".to_owned())
        );

        // The sweep asks, hears the same nonsense, and concludes nothing.
        shop.move_clock(Duration::from_secs(61)).await;
        let ticked = shop.service().post("/internal/tick", "").await.ok();
        assert_eq!(ticked["payments_asked"], 1, "{status} {body}");
        assert_eq!(
            attempts(&shop).await,
            [json!({ "kind": "charge", "status": "unknown", "amount_minor": 3200 })],
            "{status} {body}"
        );
        assert_eq!(transactions(&shop).await.len(), 0, "{status} {body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_breaks_off_or_never_comes_leaves_it_unknown() {
    for (answer, timeout) in [
        (
            "HTTP/1.1 201 Created\r\ncontent-length: 500\r\n\r\n{\"id\":",
            "20000",
        ),
        ("", "20000"),
    ] {
        let provider = Provider::that_sends(answer.to_owned()).await;
        let variables = [
            ("payment_url", provider.url.as_str()),
            ("payment_timeout_ms", timeout),
        ];
        let Some(shop) = Shop::open_with(&[Need::Variables], &variables).await else {
            return;
        };

        let order = shop
            .customer()
            .order_of(&[(MUG, 1)], card("tok_success"))
            .await
            .accepted();

        assert_eq!(order["payment"]["status"], "unknown", "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_an_answer_is_no_secret() {
    let body = r#"{"id": "ch_1", "status": "succeeded", "amount_minor": 3200, "currency": "USD",
                   "card": {"number": "4242424242424242"}, "token": "tok_success"}"#;
    let provider = Provider::that_says("201 Created", body).await;
    let variables = [
        ("payment_url", provider.url.as_str()),
        ("payment_timeout_ms", "20000"),
    ];
    let Some(shop) = Shop::open_with(&[Need::Variables], &variables).await else {
        return;
    };

    let order = shop
        .customer()
        .order_of(&[(MUG, 2)], card("tok_success"))
        .await
        .created();

    assert_eq!(
        (
            order["amount_paid"].to_string(),
            order["amount_due"].to_string()
        ),
        ("32.0".to_owned(), "0.0".to_owned())
    );
    let kept = shop
        .row("select response, provider_reference from spindle.payment_attempts where tenant_id = $tenant")
        .await;
    assert_eq!(
        kept,
        json!({
            "response": { "id": "ch_1", "status": "succeeded", "amount_minor": 3200, "currency": "USD" },
            "provider_reference": "ch_1"
        })
    );
}
