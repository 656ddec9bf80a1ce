//! Paying with each token of the sandbox.

use harness::{MUG, Need, Shop, Value, json};

fn card(token: &str) -> Value {
    json!({ "payment_method": "CREDIT_CARD", "payment_token": token })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_payment_gives_everything_back() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "ONCE"}"#)
        .await
        .ok();
    let checkout = customer.checkout_of(&cart, card("tok_declined")).await;

    let error = customer
        .confirm(&checkout)
        .await
        .refused(402, "PAYMENT_DECLINED");

    let order_id = error["details"][0]["order_id"].as_str().unwrap().to_owned();
    let order = customer
        .get(&format!("/api/v1/orders/{order_id}"))
        .await
        .ok();
    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("PAYMENT_FAILED"), &json!("FAILED"))
    );
    assert_eq!(order["payment"]["reason"], "insufficient_funds");
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 100, "reserved": 0 }));
    let uses = shop.row("select uses_claimed from spindle.campaigns where tenant_id = $tenant and coupon_code = 'ONCE'").await;
    assert_eq!(uses["uses_claimed"], 0);
    assert_eq!(
        shop.rows("select from spindle.campaign_uses where tenant_id = $tenant")
            .await
            .len(),
        0
    );
    assert_eq!(
        shop.rows("select from spindle.payment_transactions where tenant_id = $tenant")
            .await
            .len(),
        0
    );

    // Asking again gives the same answer; the cart can be tried again.
    customer
        .confirm(&checkout)
        .await
        .refused(402, "PAYMENT_DECLINED");
    assert_eq!(customer.get(&cart).await.ok()["status"], "open");
    let second = customer.checkout_of(&cart, card("tok_success")).await;
    customer.confirm(&second).await.created();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pending_payment_holds_the_goods_without_end() {
    let shop = Shop::open().await;

    let order = shop
        .customer()
        .order_of(&[(MUG, 2)], card("tok_pending"))
        .await
        .accepted();

    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("PENDING"), &json!("PENDING"))
    );
    assert_eq!(order["payment"]["status"], "pending");
    let hold = shop
        .row("select status, expires_at from spindle.reservations where tenant_id = $tenant")
        .await;
    assert_eq!(hold, json!({ "status": "held", "expires_at": null }));
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 100, "reserved": 2 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_does_not_answer_leaves_the_attempt_unknown() {
    for (token, charges, later) in [
        ("tok_timeout_before", 0, "unknown"),
        ("tok_timeout_after", 1, "succeeded"),
    ] {
        let Some(shop) = Shop::open_for(&[Need::Variables]).await else {
            return;
        };
        let customer = shop.customer();
        let cart = customer.cart_with(&[(MUG, 2)]).await;
        let checkout = customer.checkout_of(&cart, card(token)).await;

        let order = customer.confirm(&checkout).await.accepted();

        assert_eq!(
            (&order["status"], &order["payment"]["status"]),
            (&json!("PENDING"), &json!("unknown"))
        );
        assert_eq!(
            order["payment"]["reason"],
            Value::Null,
            "our insides are not the customer's business"
        );
        let charged = shop
            .rows("select from spindle.sandbox_charges where tenant_id = $tenant")
            .await;
        assert_eq!(charged.len(), charges, "{token}");
        let attempt = shop
            .row("select status from spindle.payment_attempts where tenant_id = $tenant")
            .await;
        assert_eq!(attempt["status"], "unknown");
        let events = shop
            .rows("select topic from spindle.outbox where tenant_id = $tenant order by event_id")
            .await;
        assert_eq!(
            events,
            [
                json!({ "topic": "order.placed" }),
                json!({ "topic": "order.payment_unknown" })
            ]
        );

        // Confirming again asks what became of it, and never charges twice.
        let again = customer.confirm(&checkout).await;
        assert_eq!(again.body["id"], order["id"]);
        assert_eq!(again.body["payment"]["status"], later, "{token}");
        let charged = shop
            .rows("select from spindle.sandbox_charges where tenant_id = $tenant")
            .await;
        assert_eq!(charged.len(), charges, "{token}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_or_talks_nonsense_leaves_the_attempt_unknown() {
    // Nobody listens at the first; the second answers every POST with 404.
    for url in ["http://127.0.0.1:1", "http://ops.spin.internal"] {
        let Some(shop) = Shop::open_with(&[Need::Variables], &[("payment_url", url)]).await else {
            return;
        };

        let order = shop
            .customer()
            .order_of(&[(MUG, 1)], card("tok_success"))
            .await
            .accepted();

        assert_eq!(order["payment"]["status"], "unknown", "{url}");
        assert_eq!(order["status"], "PENDING", "{url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_the_provider_does_not_take_is_declined() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer.checkout_of(&cart, card("tok_from_nowhere")).await;

    let error = customer
        .confirm(&checkout)
        .await
        .refused(402, "PAYMENT_DECLINED");

    assert_eq!(error["details"][0]["reason"], "not_accepted");
    let stock = shop
        .row("select reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'")
        .await;
    assert_eq!(stock["reserved"], 0);
    assert_eq!(customer.get(&cart).await.ok()["status"], "open");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_costs_nothing_needs_no_payment() {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.campaigns (tenant_id, campaign_id, name, coupon_code, kind, percentage)
         values ($tenant, gen_random_uuid(), 'All', 'ALL', 'percentage', 100)",
    )
    .await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "ALL"}"#)
        .await
        .ok();
    let mut payment = card("tok_declined");
    payment["shipping_method"] = json!("PICKUP");
    let checkout = customer.checkout_of(&cart, payment).await;

    let answer = customer.confirm(&checkout).await;

    assert!(
        answer.text.contains(r#""total_amount":0.00"#),
        "{}",
        answer.text
    );
    let order = answer.created();
    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("CONFIRMED"), &json!("PAID"))
    );
    assert_eq!(order["payment"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_transfer_is_waited_for_without_end() {
    let shop = Shop::open().await;

    let order = shop
        .customer()
        .order_of(&[(MUG, 2)], json!({ "payment_method": "BANK_TRANSFER" }))
        .await
        .created();

    assert_eq!(
        [
            &order["status"],
            &order["payment_status"],
            &order["payment_method"],
            &order["payment"]
        ],
        [
            &json!("PENDING"),
            &json!("PENDING"),
            &json!("BANK_TRANSFER"),
            &Value::Null
        ]
    );
    assert_eq!(order["amount_due"].to_string(), "32.0");
    let hold = shop
        .row("select status, expires_at from spindle.reservations where tenant_id = $tenant")
        .await;
    assert_eq!(hold, json!({ "status": "held", "expires_at": null }));
}
