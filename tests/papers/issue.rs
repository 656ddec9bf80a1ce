//! When an invoice is issued, and what is on it. Money that arrives is the sandbox's.

use super::{labels, paid, papers};
use harness::{MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_order_is_invoiced_with_all_that_was_sold() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.tenants
            set legal_name = 'Test Goods Inc.', legal_address = E'1 Broadway\\nNew York, NY 10004', tax_number = '12-3456789',
                invoice_note = 'Thank you.', time_zone = 'Pacific/Kiritimati'
          where tenant_id = $tenant;
         insert into spindle.tax_rates (tenant_id, country, tax_class, name, rate)
         values ($tenant, 'US', 'shipping', 'Freight tax', 0.04)",
    )
    .await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;
    customer
        .post(&format!("{cart}/coupons"), r#"{"code": "SUMMER10"}"#)
        .await
        .ok();
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let checkout = customer.checkout_of(&cart, card).await;

    let order = customer.confirm(&checkout).await.created();

    // 84.99, 10 % of it 8.50: 2.50 and 6.00. 8 % of 22.50 is 1.80, of 53.99 4.3192; 4 % of 5.00 is 0.20.
    let all = papers(&shop).await;
    assert_eq!(all.len(), 1);
    let invoice = &all[0];
    assert_eq!(invoice["number"], "INV-000001");
    assert_eq!(invoice["order"]["number"], order["order_number"]);
    assert_eq!(
        invoice["totals"],
        json!({ "subtotal_minor": 8499, "discount_minor": 850, "shipping_minor": 500,
                "net_minor": 8149, "tax_minor": 632, "total_minor": 8781 })
    );
    assert_eq!(
        invoice["taxes"],
        json!([
            { "rate": "0.08", "name": "Sales tax", "net_minor": 7649, "tax_minor": 612, "gross_minor": 8261 },
            { "rate": "0.04", "name": "Freight tax", "net_minor": 500, "tax_minor": 20, "gross_minor": 520 }
        ])
    );
    assert_eq!(
        invoice["discounts"],
        json!([{ "name": "10 % off", "amount_minor": 850 }])
    );
    let mut mug = invoice["lines"][0].clone();
    mug.as_object_mut().unwrap().remove("line_id");
    assert_eq!(
        mug,
        json!({ "sku": "MUG", "name": "Mug", "quantity": 2, "unit_price_minor": 1250, "subtotal_minor": 2500,
                "discount_minor": 250, "tax_rate": "0.08", "tax_minor": 180, "net_minor": 2250, "gross_minor": 2430 })
    );
    assert_eq!(invoice["lines"][1]["gross_minor"], 5831);
    assert_eq!(invoice["shipping"][0]["gross_minor"], 520);
    assert_eq!(
        invoice["seller"],
        json!({ "name": "Test", "legal_name": "Test Goods Inc.", "address": "1 Broadway\nNew York, NY 10004",
                "country": "US", "tax_number": "12-3456789", "note": "Thank you." })
    );
    assert_eq!(invoice["payment"]["method"], "CREDIT_CARD");
    assert_eq!(invoice["payment"]["payments"][0]["amount_minor"], 8781);
    let days = shop
        .row("select to_char(spindle.clock() at time zone 'Pacific/Kiritimati', 'YYYY-MM-DD') as there")
        .await;
    assert_eq!(invoice["issued_on"], days["there"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_a_snapshot_and_is_issued_once() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 1)]).await;
    let before = papers(&shop).await;

    shop.run(
        "update spindle.tenants set name = 'Renamed' where tenant_id = $tenant;
         update spindle.products set name = 'Renamed' where tenant_id = $tenant;
         update spindle.shipping_methods set name = 'Renamed' where tenant_id = $tenant",
    )
    .await;
    let again = format!(
        "select spindle.issue_invoice($tenant, '{}')",
        order["id"].as_str().unwrap()
    );
    shop.run(&again).await;

    assert_eq!(papers(&shop).await, before);
    assert_eq!(before.len(), 1);
    assert_eq!(before[0]["lines"][0]["name"], "Mug");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_invoiced_before_its_time() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mut last = Value::Null;
    for payment in [
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_declined" }),
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" }),
        json!({ "payment_method": "CASH_ON_DELIVERY" }),
    ] {
        last = customer
            .order_of(&[(MUG, 1), ("SHIRT-M", 1)], payment)
            .await
            .body;
    }
    assert_eq!(labels(&shop).await, [""; 0]);

    // Cash on delivery: when its first goods leave, all of it; and not again with the rest.
    let ship = format!("/api/v1/orders/{}/ship", last["id"].as_str().unwrap());
    let mug = json!({ "items": [{ "item_id": last["items"][0]["id"], "quantity": 1 }] });
    shop.admin().post(&ship, mug.to_string()).await.ok();
    shop.admin().post(&ship, "{}").await.ok();

    let all = papers(&shop).await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["payment"]["method"], "CASH_ON_DELIVERY");
    assert_eq!(all[0]["payment"]["payments"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_tenant_counts_for_itself() {
    let shop = Shop::open().await;
    paid(&shop.customer(), &[(MUG, 1)]).await;
    paid(&shop.customer(), &[(MUG, 1)]).await;

    paid(&shop.stranger().await, &[(MUG, 1)]).await;

    assert_eq!(labels(&shop).await, ["INV-000001", "INV-000002"]);
    let others = shop
        .rows("select label from spindle.papers where tenant_id like 'other-%' and tenant_id <> $tenant")
        .await;
    assert_eq!(others, [json!({ "label": "INV-000001" })]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_nothing_is_invoiced_at_once() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.prices set amount_minor = 0 where tenant_id = $tenant;
         update spindle.shipping_rates set amount_minor = 0 where tenant_id = $tenant",
    )
    .await;

    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 1)]).await;

    assert_eq!(order["status"], "CONFIRMED");
    assert_eq!(papers(&shop).await[0]["totals"]["total_minor"], 0);
}
