//! The payment provider is down, does not answer in time, or talks nonsense; then it is well again.

use std::time::Duration;

use harness::{Mood, Need, Provider, Shop, json};

use super::deed::Deed;
use super::kill::settle;

/// What can be wrong with a provider.
const MOODS: &[Mood] = &[
    Mood::Down,
    Mood::Slow,
    Mood::Garbage("HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n"),
    Mood::Garbage("HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n<html>OK</html>"),
    Mood::Garbage("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"),
    Mood::Garbage("HTTP/1.1 200 OK\r\ncontent-length: 22\r\n\r\n{\"status\":\"succeeded\"}"),
    Mood::Garbage("HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{\"id\":\"ch"),
    Mood::Garbage("220 mail.example.com ESMTP\r\n"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_does_not_answer_well_leaves_the_order_waiting() {
    for mood in MOODS {
        let provider = Provider::open(*mood).await;
        let variables = [
            ("payment_timeout_ms", "300"),
            ("payment_url", provider.url.as_str()),
        ];
        let needs = [Need::Clock, Need::Variables];
        let Some(shop) = Shop::open_with(&needs, &variables).await else {
            return;
        };
        let ready = Deed::Confirm(Some("tok_success")).prepare(&shop).await;

        let answer = ready.send().await.accepted();

        assert_eq!(answer["status"], "PENDING", "{mood:?}");
        assert_eq!(answer["payment"]["status"], "unknown", "{mood:?}");
        shop.verify().await;
        // An hour later nothing has been sold to anybody else, and nothing was given up.
        shop.move_clock(Duration::from_secs(3600)).await;
        settle(&shop).await;
        let hold = shop
            .row("select status from spindle.reservations where tenant_id = $tenant")
            .await;
        assert_eq!(hold, json!({ "status": "held" }), "{mood:?}");

        provider.become_(Mood::Well);
        let paid = ready.send().await.created();

        assert_eq!(
            (&paid["status"], &paid["payment_status"]),
            (&json!("CONFIRMED"), &json!("PAID")),
            "{mood:?}"
        );
        // 25.00 less 10 %, 5.00 for shipping, 8 % of 22.50: one charge, whatever was said of it.
        let charges = provider.charges();
        assert_eq!(charges.len(), 1, "{mood:?}: {charges:?}");
        assert_eq!(
            charges.values().next().unwrap(),
            &json!({ "amount_minor": 2930, "currency": "USD" }),
            "{mood:?}"
        );
        shop.verify().await;
    }
}
