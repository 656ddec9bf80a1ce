//! One customer, who is very impatient.

use std::collections::BTreeSet;

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn fifty_confirms_make_one_order_and_fifty_equal_answers() {
    for payment in [
        json!({ "payment_method": "CASH_ON_DELIVERY" }),
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" }),
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_declined" }),
    ] {
        let Some(shop) = Shop::open_with(
            &[Need::Connections, Need::Variables],
            &[("payment_timeout_ms", "20000")],
        )
        .await
        else {
            return;
        };
        let customer = shop.customer();
        let checkout = customer
            .checkout_of(&customer.cart_with(&[(MUG, 1)]).await, payment.clone())
            .await;

        let mut confirms = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (customer, checkout) = (customer.clone(), checkout.clone());
            confirms.spawn(async move { customer.confirm(&checkout).await });
        }
        let answers = confirms.join_all().await;

        let different: BTreeSet<_> = answers
            .iter()
            .map(|answer| {
                let mut body = answer.body.clone();
                if let Some(envelope) = body.as_object_mut() {
                    envelope.remove("request_id");
                }
                (answer.status.as_u16(), body.to_string())
            })
            .collect();
        assert_eq!(different.len(), 1, "{payment}: {different:#?}");
        for table in ["orders", "sandbox_charges"] {
            let rows = shop
                .rows(&format!(
                    "select from spindle.{table} where tenant_id = $tenant"
                ))
                .await;
            let expected = usize::from(table == "orders" || payment["payment_token"].is_string());
            assert_eq!(rows.len(), expected, "{payment}: {table}");
        }
        let moved = shop
            .row("select count(*) from spindle.stock_movements where tenant_id = $tenant and kind = 'reserve'")
            .await;
        assert_eq!(moved["count"], 1, "{payment}");
    }
}
