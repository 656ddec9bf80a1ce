//! `DELETE /api/v1/orders/{id}/items/{item}`

use harness::{MUG, Shop, Uuid, json};

use super::edits::{books_balance, cash, exact, item, items, order_with, paid, stock};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_removed_item_cost_goes_back() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    // 12.50 and 59.99, tax 1.00 and 4.80, shipping 5.00.
    let order = paid(&customer, &[(MUG, 1), ("SHIRT-M", 1)]).await;
    assert_eq!(order["total_amount"], exact("83.29"));

    let edited = customer.delete(&item(&order, 1)).await;

    for text in [
        r#""after":{"subtotal":12.50,"discount_amount":0.00,"shipping_amount":5.00,"tax_amount":1.00,"total_amount":18.50}"#,
        r#""change_amount":-64.79,"settlement":"refund","due_amount":0.00,"refund_amount":64.79"#,
        r#""quantity_before":1,"quantity_after":0"#,
    ] {
        assert!(edited.text.contains(text), "{text}: {}", edited.text);
    }
    let edited = edited.ok();
    assert_eq!(edited["order"]["items"].as_array().unwrap().len(), 1);
    assert_eq!(edited["order"]["amount_due"], exact("0.00"));
    let money = shop
        .rows("select kind, amount_minor from spindle.payment_transactions where tenant_id = $tenant order by transaction_id")
        .await;
    assert_eq!(
        money,
        [
            json!({ "kind": "capture", "amount_minor": 8329 }),
            json!({ "kind": "refund", "amount_minor": 6479 }),
        ]
    );
    // One credit note: of the edit, not of its refund once more.
    let papers = shop
        .rows(
            "select p.label, p.document->'totals'->'total_minor' as total, p.document->'totals'->'tax_minor' as tax,
                    p.document->'lines'->0->>'sku' as sku
               from spindle.papers p where p.tenant_id = $tenant order by p.label",
        )
        .await;
    assert_eq!(
        papers,
        [
            json!({ "label": "CN-000001", "total": 6479, "tax": 480, "sku": "SHIRT-M" }),
            json!({ "label": "INV-000001", "total": 8329, "tax": 580, "sku": "MUG" }),
        ]
    );
    assert_eq!(
        stock(&shop, "SHIRT-M").await,
        json!({ "on_hand": 10, "reserved": 0 })
    );
    books_balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_back_can_be_bought_again() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = order_with(&customer, &[(MUG, 1), ("STOVE", 1)], cash()).await;

    customer.delete(&item(&order, 1)).await.ok();
    assert_eq!(
        stock(&shop, "STOVE").await,
        json!({ "on_hand": 1, "reserved": 0 })
    );
    customer
        .post(&items(&order), r#"{"sku": "STOVE", "quantity": 1}"#)
        .await
        .ok();

    assert_eq!(
        stock(&shop, "STOVE").await,
        json!({ "on_hand": 0, "reserved": 0 })
    );
    books_balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_item_stays() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = order_with(&customer, &[(MUG, 1)], cash()).await;

    customer
        .delete(&item(&order, 0))
        .await
        .refused(409, "LAST_ITEM");
    customer
        .delete(&format!("{}/{}", items(&order), Uuid::new_v4()))
        .await
        .refused(404, "NOT_FOUND");
    customer
        .delete(&format!("{}?dry_run=maybe", item(&order, 0)))
        .await
        .refused(422, "VALIDATION_FAILED");
    shop.stranger()
        .await
        .delete(&item(&order, 0))
        .await
        .refused(404, "NOT_FOUND");
}
