//! What was quoted is what is ordered: rates, tax mode and explanation stay with the order.

use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_keeps_the_rates_it_was_priced_at() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.tenants set prices_include_tax = true where tenant_id = $tenant;
         update spindle.products set tax_class = 'food' where tenant_id = $tenant and name = 'Mug';
         insert into spindle.tax_rates (tenant_id, country, region, tax_class, name, rate)
         values ($tenant, 'US', 'NY', 'standard', 'New York', 0.08875), ($tenant, 'US', '', 'food', 'Food', 0.02),
                ($tenant, 'US', 'NY', 'shipping', 'New York', 0.08875);",
    )
    .await;
    let customer = shop.customer();

    let placed = customer
        .order_of(
            &[(MUG, 1), ("SHIRT-M", 1)],
            json!({ "payment_method": "CASH_ON_DELIVERY" }),
        )
        .await
        .created();

    // Contained, and to New York: of 12.50 at 2 % 0.2451, so 0.25; of 59.99 at 8.875 % 4.8900, so
    // 4.89; of shipping 5.00 0.4076, so 0.41; together 5.55. Nothing is added: 77.49.
    assert_eq!(placed["tax_amount"], json!(5.55));
    assert_eq!(placed["total_amount"], json!(77.49));
    let order = shop
        .row("select tax_minor, total_minor, prices_include_tax, explanation from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(order["tax_minor"], 555);
    assert_eq!(order["total_minor"], 7749);
    assert_eq!(order["prices_include_tax"], true);
    let steps = order["explanation"]["steps"].as_array().unwrap();
    let kinds: Vec<&str> = steps
        .iter()
        .map(|step| step["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["list", "list", "shipping", "tax", "tax"]);
    let lines = shop
        .rows("select sku, tax_rate::text, tax_minor, warehouse from spindle.order_lines where tenant_id = $tenant order by sku")
        .await;
    assert_eq!(
        lines,
        [
            json!({ "sku": "MUG", "tax_rate": "0.020000", "tax_minor": 25, "warehouse": "MAIN" }),
            json!({ "sku": "SHIRT-M", "tax_rate": "0.088750", "tax_minor": 489, "warehouse": "MAIN" }),
        ]
    );
}
