//! `POST /api/v1/orders/{id}/items`

use harness::{MUG, PRODUCT_SHIRT, Shop, json};

use super::edits::{cash, exact, items, order_with, paid, stock};

#[tokio::test(flavor = "multi_thread")]
async fn an_added_item_is_priced_and_taken_and_the_difference_is_said() {
    let shop = Shop::open().await;
    let order = order_with(&shop.customer(), &[(MUG, 2)], cash()).await;
    let admin = shop.admin();

    let edited = admin
        .post(&items(&order), r#"{"sku": "SHIRT-M", "quantity": 1}"#)
        .await;

    assert_eq!(edited.header("etag"), "\"2\"");
    // 25.00 and 59.99; tax 2.00 and 4.7992, so 4.80; shipping 5.00: 96.79 in place of 32.00.
    for text in [
        r#""before":{"subtotal":25.00,"discount_amount":0.00,"shipping_amount":5.00,"tax_amount":2.00,"total_amount":32.00}"#,
        r#""after":{"subtotal":84.99,"discount_amount":0.00,"shipping_amount":5.00,"tax_amount":6.80,"total_amount":96.79}"#,
        r#""change_amount":64.79,"settlement":"collect","due_amount":96.79,"refund_amount":0.00"#,
        r#""quantity_before":0,"quantity_after":1,"unit_price":59.99,"subtotal_before":0.00,"subtotal_after":59.99"#,
    ] {
        assert!(edited.text.contains(text), "{text}: {}", edited.text);
    }
    let edited = edited.ok();
    assert_eq!(edited["dry_run"], false);
    assert_eq!(edited["order"]["items"][1]["sku"], "SHIRT-M");
    assert_eq!(edited["order"]["total_amount"], exact("96.79"));
    assert_eq!(
        stock(&shop, "SHIRT-M").await,
        json!({ "on_hand": 9, "reserved": 0 })
    );
    let kept = shop
        .row(
            "select h.note, h.actor, h.detail->'change_minor' as change, o.status, o.subtotal_minor, o.total_minor,
                    (select payload->'total_minor' from spindle.outbox e where e.tenant_id = $tenant and e.topic = 'order.edited') as event
               from spindle.order_history h join spindle.orders o using (tenant_id, order_id)
              where h.tenant_id = $tenant order by h.entry_id desc",
        )
        .await;
    assert_eq!(
        kept,
        json!({ "note": "Order edited", "actor": "admin:test-admin", "change": 6479, "status": "CONFIRMED",
                "subtotal_minor": 8499, "total_minor": 9679, "event": 9679 })
    );
    let found = admin.get("/api/v1/orders?q=SHIRT-M").await.ok();
    assert_eq!(found["orders"][0]["id"], order["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_item_again_is_a_line_of_its_own_at_todays_price() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = order_with(&customer, &[(MUG, 1)], cash()).await;
    shop.run(
        "update spindle.prices set amount_minor = 2000 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    let edited = customer
        .post(&items(&order), r#"{"sku": "MUG", "quantity": 2}"#)
        .await
        .ok();

    let lines: Vec<_> = edited["order"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| json!([line["quantity"], line["unit_price"]]))
        .collect();
    assert_eq!(lines, [json!([1, 12.5]), json!([2, 20.0])]);
    // 12.50 and 40.00, tax 1.00 and 3.20, shipping 5.00.
    assert_eq!(edited["order"]["total_amount"], exact("61.70"));
    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 97, "reserved": 0 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn more_that_is_due_is_paid_and_invoiced() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 2)]).await;

    let edited = customer
        .post(&items(&order), r#"{"sku": "MUG", "quantity": 1}"#)
        .await
        .ok();

    // One mug more with its tax: 13.50.
    assert_eq!(edited["difference"]["settlement"], "pay");
    assert_eq!(edited["difference"]["due_amount"], exact("13.50"));
    assert_eq!(edited["order"]["amount_due"], exact("13.50"));
    let checkout = format!("/api/v1/orders/{}/checkout", order["id"].as_str().unwrap());
    customer
        .post(&checkout, r#"{"payment_token": "tok_success"}"#)
        .await
        .ok();
    let invoices = shop
        .rows(
            "select p.label, p.document->'totals'->'total_minor' as total, p.document->'lines'->0->'quantity' as quantity,
                    p.document->'invoice'->>'number' as first
               from spindle.papers p where p.tenant_id = $tenant order by p.label",
        )
        .await;
    assert_eq!(
        invoices,
        [
            json!({ "label": "INV-000001", "total": 3200, "quantity": 2, "first": null }),
            json!({ "label": "INV-000002", "total": 1350, "quantity": 1, "first": "INV-000001" }),
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_added_is_refused() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = order_with(&customer, &[(MUG, 2)], cash()).await;
    let path = items(&order);

    customer
        .post(&path, r#"{"sku": "NO-SUCH", "quantity": 1}"#)
        .await
        .refused(422, "ITEM_NOT_SOLD");
    let several = json!({ "product_id": PRODUCT_SHIRT, "quantity": 1 }).to_string();
    let error = customer
        .post(&path, several)
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "variant_id");
    customer
        .post(&path, r#"{"quantity": 1}"#)
        .await
        .refused(422, "VALIDATION_FAILED");
    let error = customer
        .post(&path, r#"{"sku": "STOVE", "quantity": 2}"#)
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");
    assert_eq!(error["details"][0]["available_quantity"], 1);
    shop.run(
        "update spindle.tenants set line_limit = 1, quantity_limit = 5 where tenant_id = $tenant",
    )
    .await;
    customer
        .post(&path, r#"{"sku": "STOVE", "quantity": 1}"#)
        .await
        .refused(422, "ORDER_FULL");
    shop.run("update spindle.tenants set line_limit = 9 where tenant_id = $tenant")
        .await;
    customer
        .post(&path, r#"{"sku": "MUG", "quantity": 4}"#)
        .await
        .refused(422, "VALIDATION_FAILED");
    shop.customer()
        .post(&path, r#"{"sku": "MUG", "quantity": 1}"#)
        .await
        .refused(404, "NOT_FOUND");
    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 98, "reserved": 0 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_adds_once() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = order_with(&customer, &[(MUG, 2)], cash()).await;
    let keyed = customer.with("idempotency-key", "add-1");

    let first = keyed
        .post(&items(&order), r#"{"sku": "MUG", "quantity": 1}"#)
        .await;
    let again = keyed
        .post(&items(&order), r#"{"sku": "MUG", "quantity": 1}"#)
        .await;

    assert_eq!(first.text, again.text);
    keyed
        .post(&items(&order), r#"{"sku": "MUG", "quantity": 2}"#)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    assert_eq!(
        stock(&shop, "MUG").await,
        json!({ "on_hand": 97, "reserved": 0 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_changes_nothing() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = order_with(&customer, &[(MUG, 2)], cash()).await;
    let before = super::edits::world(&shop).await;

    let preview = customer
        .post(
            &format!("{}?dry_run=true", items(&order)),
            r#"{"sku": "SHIRT-M", "quantity": 1}"#,
        )
        .await
        .ok();

    assert_eq!(preview["dry_run"], true);
    assert_eq!(preview["difference"]["change_amount"], exact("64.79"));
    assert_eq!(
        preview["order"],
        customer
            .get(&format!("/api/v1/orders/{}", order["id"].as_str().unwrap()))
            .await
            .ok()
    );
    assert_eq!(super::edits::world(&shop).await, before);
    customer
        .post(
            &format!("{}?dry_run=true", items(&order)),
            r#"{"sku": "STOVE", "quantity": 2}"#,
        )
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");
}
