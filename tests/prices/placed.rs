//! What was quoted is what is ordered: rates, tax mode and explanation stay with the order.

use harness::{CHECKOUT_STATE, MUG, Shop, Value, json};

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

#[tokio::test(flavor = "multi_thread")]
async fn a_checkout_offers_what_goes_there_and_refuses_what_does_not() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.shipping_rates set country = 'DE' where tenant_id = $tenant;
         insert into spindle.shipping_methods (tenant_id, code, name) values ($tenant, 'HOME', 'At home');
         insert into spindle.shipping_rates (tenant_id, code, country, region, amount_minor)
         values ($tenant, 'HOME', 'US', 'NY', 700);",
    )
    .await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let start = json!({ "cart_id": cart.rsplit('/').next() }).to_string();
    let checkout = customer
        .post("/api/v1/checkout/start", start)
        .await
        .created();
    // Nobody has said where to: the tenant's home is the country without a state.
    let codes = |checkout: &Value| -> Vec<String> {
        let options = checkout["shipping_options"].as_array().unwrap().iter();
        options
            .map(|option| option["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(codes(&checkout), ["PICKUP"]);

    let mut state: Value = CHECKOUT_STATE.parse().unwrap();
    state["checkout_id"] = checkout["id"].clone();
    state["payment_method"] = json!("CASH_ON_DELIVERY");
    let put = async |state: &Value| {
        customer
            .put("/api/v1/checkout/state", state.to_string())
            .await
    };
    let error = put(&state).await.refused(422, "ADDRESS_NOT_SERVABLE");
    assert_eq!(error["details"][0]["field"], "shipping_method");
    let id = checkout["id"].as_str().unwrap();
    customer
        .confirm(id)
        .await
        .refused(422, "ADDRESS_NOT_SERVABLE");
    assert_eq!(
        shop.rows("select from spindle.orders where tenant_id = $tenant")
            .await
            .len(),
        0
    );

    let other = json!({ "checkout_id": id, "shipping_method": "HOME" });
    let answer = put(&other).await;
    // 12.50 + 7.00 + 8 % of 12.50 = 1.00
    assert!(
        answer.text.contains(r#""total_amount":20.50"#),
        "{}",
        answer.text
    );
    assert_eq!(codes(&answer.ok()), ["HOME", "PICKUP"]);
    customer.confirm(id).await.created();
}
