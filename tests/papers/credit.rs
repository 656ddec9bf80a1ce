//! Credit notes: what a confirmed refund credits, and its share of the tax.

use super::{labels, paid, papers};
use harness::{MUG, Shop, Value, json};

/// As the provider confirms it; the credit note is issued in the same transaction.
pub async fn refund(shop: &Shop, order: &Value, amount_minor: i64) {
    let order_id = order["id"].as_str().unwrap();
    shop.run(&format!(
        "with refund as (
           insert into spindle.payment_transactions
                  (tenant_id, order_id, kind, amount_minor, currency, provider_reference, occurred_at)
           values ($tenant, '{order_id}', 'refund', {amount_minor}, 'USD', gen_random_uuid(), spindle.clock())
           returning transaction_id
         )
         select * from refund;
         select spindle.issue_credit_note($tenant, '{order_id}', max(t.transaction_id))
           from spindle.payment_transactions t where t.tenant_id = $tenant"
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_credited_with_its_share_of_each_tax() {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.tax_rates (tenant_id, country, tax_class, name, rate)
         values ($tenant, 'US', 'shipping', 'Freight tax', 0.04)",
    )
    .await;
    // 12.50 with 1.00 of tax, shipping 5.00 with 0.20: 18.70, of it 13.50 at 8 % and 5.20 at 4 %.
    let order = paid(&shop.customer(), &[(MUG, 1)]).await;
    assert_eq!(order["total_amount"], json!(18.70));

    refund(&shop, &order, 1000).await;
    refund(&shop, &order, 333).await;
    refund(&shop, &order, 537).await;

    let all = papers(&shop).await;
    let credited: Vec<_> = all[..3]
        .iter()
        .map(|paper| paper["taxes"].clone())
        .collect();
    // 10.00 of 18.70: 7.2192 and 2.7807, so 7.22 and 2.78; their tax: 100 * 722 / 1350 is 53.48 cents,
    // 20 * 278 / 520 is 10.69. Of what is left then (6.28 with 0.47, 2.42 with 0.09), 3.33: 2.4037 and
    // 0.9263, so 2.40 and 0.93; tax 47 * 240 / 628 is 17.96, 9 * 93 / 242 is 3.46. Then the rest.
    assert_eq!(
        credited,
        [
            json!([
                { "rate": "0.08", "name": "Sales tax", "net_minor": 669, "tax_minor": 53, "gross_minor": 722 },
                { "rate": "0.04", "name": "Freight tax", "net_minor": 267, "tax_minor": 11, "gross_minor": 278 }
            ]),
            json!([
                { "rate": "0.08", "name": "Sales tax", "net_minor": 222, "tax_minor": 18, "gross_minor": 240 },
                { "rate": "0.04", "name": "Freight tax", "net_minor": 90, "tax_minor": 3, "gross_minor": 93 }
            ]),
            json!([
                { "rate": "0.08", "name": "Sales tax", "net_minor": 359, "tax_minor": 29, "gross_minor": 388 },
                { "rate": "0.04", "name": "Freight tax", "net_minor": 143, "tax_minor": 6, "gross_minor": 149 }
            ]),
        ]
    );
    let sums = |field: &str| -> i64 {
        let of = |paper: &Value| paper["totals"][field].as_i64().unwrap();
        all[..3].iter().map(of).sum()
    };
    assert_eq!(
        (sums("net_minor"), sums("tax_minor"), sums("total_minor")),
        (1750, 120, 1870)
    );
    assert_eq!(all[3]["totals"]["total_minor"], 1870);
    assert_eq!(
        all[0]["invoice"],
        json!({ "number": "INV-000001", "issued_on": all[3]["issued_on"] })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_is_credited_once_and_never_beyond_what_is_invoiced() {
    let shop = Shop::open().await;
    let order = paid(&shop.customer(), &[(MUG, 1)]).await;
    refund(&shop, &order, 1850).await;

    shop.run(
        "select spindle.issue_credit_note(t.tenant_id, t.order_id, t.transaction_id)
           from spindle.payment_transactions t where t.tenant_id = $tenant and t.kind = 'refund'",
    )
    .await;
    refund(&shop, &order, 1).await;

    assert_eq!(labels(&shop).await, ["CN-000001", "INV-000001"]);
    let totals = papers(&shop).await[0]["totals"].clone();
    assert_eq!(
        totals,
        json!({ "net_minor": 1750, "tax_minor": 100, "total_minor": 1850 })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_invoiced_is_not_credited() {
    let shop = Shop::open().await;
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let order = shop.customer().order_of(&[(MUG, 1)], card).await.accepted();

    refund(&shop, &order, 100).await;

    assert_eq!(labels(&shop).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_an_item_is_credited_at_its_rate() {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.tax_rates (tenant_id, country, tax_class, name, rate)
         values ($tenant, 'US', 'shipping', 'Freight tax', 0.04)",
    )
    .await;
    let order = paid(&shop.customer(), &[(MUG, 2)]).await;
    let path = format!("/api/v1/orders/{}/refund", order["id"].as_str().unwrap());
    let one = json!({ "items": [{ "item_id": order["items"][0]["id"], "quantity": 1 }], "reason": "It broke" });
    let freight = json!({ "shipping": true, "reason": "It was late" });

    let admin = shop.admin();
    admin.post(&path, one.to_string()).await.created();
    admin.post(&path, freight.to_string()).await.created();

    let all = papers(&shop).await;
    // One of two mugs with its tax; shipping with its own.
    assert_eq!(
        [&all[0]["taxes"], &all[1]["taxes"]],
        [
            &json!([{ "rate": "0.08", "name": "Sales tax", "net_minor": 1250, "tax_minor": 100, "gross_minor": 1350 }]),
            &json!([{ "rate": "0.04", "name": "Freight tax", "net_minor": 500, "tax_minor": 20, "gross_minor": 520 }]),
        ]
    );
    assert_eq!(all[0]["reason"], "It broke");
    assert_eq!(all[2]["number"], "INV-000001");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_and_came_back_unpaid_is_owed_by_nobody() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = shop.customer().order_of(&[(MUG, 1)], cash).await.created();
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    admin.post(&format!("{path}/ship"), "{}").await.ok();

    admin
        .post(
            &format!("{path}/return"),
            r#"{"reason": "Refused at the door"}"#,
        )
        .await
        .created();

    assert_eq!(labels(&shop).await, ["CN-000001", "INV-000001"]);
    let totals = papers(&shop).await[0]["totals"].clone();
    assert_eq!(
        totals,
        json!({ "net_minor": 1750, "tax_minor": 100, "total_minor": 1850 })
    );
}
