//! Shops that take the money when the goods leave: authorized first, captured at the shipment.

use harness::{MUG, Shop, json};

use super::{attempts, card, transactions};

async fn shop() -> Shop {
    let shop = Shop::open().await;
    shop.run("update spindle.tenants set capture = 'at_shipment' where tenant_id = $tenant")
        .await;
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authorized_order_is_confirmed_and_still_due() {
    let shop = shop().await;

    let order = shop
        .customer()
        .order_of(&[(MUG, 2)], card("tok_success"))
        .await
        .created();

    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("CONFIRMED"), &json!("AUTHORIZED"))
    );
    assert_eq!(
        (
            order["amount_paid"].to_string(),
            order["amount_due"].to_string()
        ),
        ("0.00".to_owned(), "32.00".to_owned())
    );
    assert_eq!(
        attempts(&shop).await,
        [json!({ "kind": "authorize", "status": "succeeded", "amount_minor": 3200 })]
    );
    assert_eq!(
        transactions(&shop).await,
        [json!({ "kind": "authorization", "amount_minor": 3200 })]
    );
    let charge = shop
        .row("select capture, status from spindle.sandbox_charges where tenant_id = $tenant")
        .await;
    assert_eq!(charge, json!({ "capture": false, "status": "succeeded" }));
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 98, "reserved": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authorization_that_is_declined_gives_everything_back() {
    let shop = shop().await;

    shop.customer()
        .order_of(&[(MUG, 2)], card("tok_declined"))
        .await
        .refused(402, "PAYMENT_DECLINED");

    let order = shop
        .row("select status, payment_status from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(
        order,
        json!({ "status": "PAYMENT_FAILED", "payment_status": "FAILED" })
    );
    assert_eq!(transactions(&shop).await.len(), 0);
}
