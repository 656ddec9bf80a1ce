//! `POST /api/v1/orders`

use super::{cod, contract, place};
use harness::{MUG, PRODUCT_MUG, Shop, Value, json};

/// The response of the same section, for its fields and their types.
const CONTRACT_RESPONSE: &str = r#"{
  "id": "123e4567-e89b-12d3-a456-426614174003",
  "user_id": "123e4567-e89b-12d3-a456-426614174000",
  "order_number": "ORD-12345678",
  "status": "CONFIRMED",
  "total_amount": 99.99, "subtotal": 89.99, "tax_amount": 5.00, "shipping_amount": 5.00, "discount_amount": 0.00,
  "currency": "USD",
  "payment_method": "CREDIT_CARD", "payment_status": "PAID", "shipping_method": "STANDARD",
  "notes": "Please leave package at the door",
  "created_at": "2024-05-03T12:00:00Z", "updated_at": "2024-05-03T12:00:00Z",
  "items": [{
      "id": "123e4567-e89b-12d3-a456-426614174004", "order_id": "123e4567-e89b-12d3-a456-426614174003",
      "product_id": "123e4567-e89b-12d3-a456-426614174001", "variant_id": "123e4567-e89b-12d3-a456-426614174002",
      "sku": "PROD-001-VAR-002", "name": "Product Name - Variant Name", "quantity": 2,
      "unit_price": 44.99, "subtotal": 89.98, "discount_amount": 0.00
  }],
  "addresses": [{
      "id": "123e4567-e89b-12d3-a456-426614174005", "order_id": "123e4567-e89b-12d3-a456-426614174003",
      "address_type": "SHIPPING", "first_name": "John", "last_name": "Doe", "address_line1": "123 Main St",
      "address_line2": "Apt 4B", "city": "New York", "state": "NY", "postal_code": "10001", "country": "USA",
      "phone": "555-123-4567", "email": "john.doe@example.com"
  }]
}"#;

/// What of `expected` is not in `found`, or is of another type.
fn missing(expected: &Value, found: &Value, path: &str) -> Vec<String> {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => expected
            .iter()
            .flat_map(|(field, value)| {
                missing(
                    value,
                    found.get(field).unwrap_or(&Value::Null),
                    &format!("{path}.{field}"),
                )
            })
            .collect(),
        (Value::Array(expected), Value::Array(found)) if !found.is_empty() => found
            .iter()
            .flat_map(|found| missing(&expected[0], found, path))
            .collect(),
        (Value::String(_), Value::String(_)) | (Value::Number(_), Value::Number(_)) => Vec::new(),
        _ => vec![path.to_owned()],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_request_of_the_contract_gets_the_answer_of_the_contract() {
    let shop = Shop::open().await;
    let customer = shop.customer();

    let answer = place(&customer, &contract(customer.id)).await;

    // 2 * 12.50, a tenth off, 5.00 for shipping, 8 % of 22.50.
    for part in [
        r#""subtotal":25.00"#,
        r#""discount_amount":2.50"#,
        r#""shipping_amount":5.00"#,
        r#""tax_amount":1.80"#,
        r#""total_amount":29.30"#,
    ] {
        assert!(answer.text.contains(part), "{part} in {}", answer.text);
    }
    let location = answer.header("location").to_owned();
    let order = answer.created();
    let expected: Value = CONTRACT_RESPONSE.parse().unwrap();
    assert_eq!(missing(&expected, &order, ""), [""; 0]);
    assert_eq!(order["user_id"], customer.id.to_string());
    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("CONFIRMED"), &json!("PAID"))
    );
    assert_eq!(order["items"][0]["name"], "Mug");
    assert_eq!(order["items"][0]["order_id"], order["id"]);
    let kinds: Vec<_> = order["addresses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| {
            (
                a["address_type"].clone(),
                a["country"].clone(),
                a["country_code"].clone(),
            )
        })
        .collect();
    assert_eq!(
        kinds,
        ["SHIPPING", "BILLING"].map(|kind| (json!(kind), json!("USA"), json!("US")))
    );
    assert_eq!(
        location,
        format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
    );
    assert_eq!(customer.get(&location).await.ok(), order);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_leaves_what_a_checkout_leaves() {
    let shop = Shop::open().await;
    let (one, two) = (shop.customer(), shop.customer());
    let cart = one.cart_with(&[(MUG, 2)]).await;
    let path = format!("{cart}/coupons");
    one.post(&path, r#"{"code": "SUMMER10"}"#).await.ok();
    let card = json!({
        "payment_method": "CREDIT_CARD", "payment_token": "tok_success",
        "notes": "Please leave package at the door"
    });
    let checkout = one.checkout_of(&cart, card).await;
    one.confirm(&checkout).await.created();
    place(&two, &contract(two.id)).await.created();

    for (person, actor) in [
        (&one, "checkout".to_owned()),
        (&two, format!("customer:{}", two.id)),
    ] {
        let world = shop
            .row(&format!(
                "select o.status, o.payment_status, o.total_minor, o.notes, c.status as cart, c.version > 1 as moved,
                        k.status as checkout, k.shipping_method, k.payment_token,
                        (select jsonb_agg(jsonb_build_array(l.sku, l.quantity)) from spindle.cart_lines l
                          where l.tenant_id = o.tenant_id and l.cart_id = o.cart_id) as cart_lines,
                        (select jsonb_agg(x.code) from spindle.cart_coupons x
                          where x.tenant_id = o.tenant_id and x.cart_id = o.cart_id) as coupons,
                        (select jsonb_agg(jsonb_build_array(h.status, h.actor) order by h.entry_id)
                           from spindle.order_history h
                          where h.tenant_id = o.tenant_id and h.order_id = o.order_id) as history,
                        (select jsonb_agg(e.topic order by e.event_id) from spindle.outbox e
                          where e.tenant_id = o.tenant_id and e.subject = o.order_id::text) as events,
                        (select jsonb_agg(jsonb_build_array(r.sku, r.quantity, r.status)) from spindle.reservations r
                          where r.tenant_id = o.tenant_id and r.order_id = o.order_id) as reservations,
                        (select jsonb_agg(m.kind order by m.movement_id) from spindle.stock_movements m
                          where m.tenant_id = o.tenant_id and m.order_id = o.order_id) as movements,
                        (select jsonb_agg(u.amount_minor) from spindle.campaign_uses u
                          where u.tenant_id = o.tenant_id and u.order_id = o.order_id) as uses,
                        (select jsonb_agg(t.amount_minor) from spindle.payment_transactions t
                          where t.tenant_id = o.tenant_id and t.order_id = o.order_id) as captured
                   from spindle.orders o
                   join spindle.carts c on c.tenant_id = o.tenant_id and c.cart_id = o.cart_id
                   join spindle.checkouts k on k.tenant_id = o.tenant_id and k.checkout_id = o.checkout_id
                  where o.tenant_id = $tenant and o.customer_id = '{}'",
                person.id
            ))
            .await;
        assert_eq!(
            world,
            json!({
                "status": "CONFIRMED", "payment_status": "PAID", "total_minor": 2930,
                "notes": "Please leave package at the door", "cart": "closed", "moved": true,
                "checkout": "completed", "shipping_method": "STANDARD", "payment_token": "tok_success",
                "cart_lines": [["MUG", 2]], "coupons": ["SUMMER10"],
                "history": [["PENDING", actor], ["CONFIRMED", "payments"]],
                "events": ["order.placed", "order.confirmed"],
                "reservations": [["MUG", 2, "committed"]], "movements": ["reserve", "commit"],
                "uses": [250], "captured": [2930]
            })
        );
    }
    let stock = shop
        .row(
            "select on_hand, reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG'",
        )
        .await;
    assert_eq!(stock, json!({ "on_hand": 96, "reserved": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_come_in_two_forms_and_the_bill_follows_the_goods() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mut list = cod(customer.id);
    let order = list.as_object_mut().unwrap();
    let (shipping, mut billing) = (
        order.remove("shipping_address").unwrap(),
        order.remove("billing_address").unwrap(),
    );
    billing["city"] = json!("Albany");
    order.insert("addresses".into(), json!([billing, shipping]));
    let mut alone = cod(customer.id);
    alone.as_object_mut().unwrap().remove("billing_address");

    let list = place(&customer, &list).await.created();
    let alone = place(&customer, &alone).await.created();

    let cities = |order: &Value| {
        let of = |i: usize| order["addresses"][i]["city"].as_str().unwrap().to_owned();
        [of(0), of(1)]
    };
    assert_eq!(cities(&list), ["New York", "Albany"]);
    assert_eq!(cities(&alone), ["New York", "New York"]);
    assert_eq!(
        (&list["status"], &list["payment_status"], &list["payment"]),
        (&json!("CONFIRMED"), &json!("PENDING"), &Value::Null)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn items_of_one_sku_are_one_line() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mut order = cod(customer.id);
    order["items"] = json!([
        { "sku": "SHIRT-L", "quantity": 1 },
        { "product_id": PRODUCT_MUG, "quantity": 2 },
        { "sku": MUG, "quantity": 1 }
    ]);

    let placed = place(&customer, &order).await.created();

    let lines: Vec<_> = placed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["sku"].clone(), line["quantity"].clone()))
        .collect();
    assert_eq!(
        lines,
        [(json!("SHIRT-L"), json!(1)), (json!("MUG"), json!(3))]
    );

    // One stove, asked for twice.
    order["items"] = json!([{ "sku": "STOVE", "quantity": 1 }, { "sku": "STOVE", "quantity": 1 }]);
    let error = place(&customer, &order)
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");
    assert_eq!(
        error["details"],
        json!([{
            "product_id": "00000000-0000-4000-8000-000000000003", "sku": "STOVE",
            "requested_quantity": 2, "available_quantity": 1
        }])
    );
    order["items"] = json!([{ "sku": MUG, "quantity": 9000 }, { "sku": MUG, "quantity": 1000 }]);
    let error = place(&customer, &order)
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(
        error["details"][0],
        json!({ "field": "items", "message": "must be at most 9999 of MUG together" })
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_are_those_of_the_currency_that_was_asked_for() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.tenants set sells_in = '{VND,KWD,THB}' where tenant_id = $tenant;
         insert into spindle.exchange_rates (tenant_id, base, quote, rate, source, valid_from)
         values ($tenant, 'USD', 'VND', 25000, 'test', '2020-01-01Z'),
                ($tenant, 'USD', 'KWD', 0.307, 'test', '2020-01-01Z'),
                ($tenant, 'USD', 'THB', 36.505, 'test', '2020-01-01Z')",
    )
    .await;
    let customer = shop.customer();

    // Two mugs of 12.50 USD, 5.00 USD for shipping, 8 % on the goods; half a unit to the even one.
    for (currency, unit, subtotal, shipping, tax, total) in [
        ("USD", "12.50", "25.00", "5.00", "2.00", "32.00"),
        ("VND", "312500", "625000", "125000", "50000", "800000"),
        // 3.8375, 1.535, 0.61408
        ("KWD", "3.838", "7.676", "1.535", "0.614", "9.825"),
        // 456.3125, 182.525, 73.0096
        ("THB", "456.31", "912.62", "182.52", "73.01", "1168.15"),
    ] {
        let mut order = contract(customer.id);
        order["currency"] = json!(currency);
        order["expected_total"] = json!(total);
        order.as_object_mut().unwrap().remove("coupon_code");

        let answer = place(&customer, &order).await;

        for part in [
            format!(r#""unit_price":{unit},"#),
            format!(r#""subtotal":{subtotal},"#),
            format!(r#""shipping_amount":{shipping},"#),
            format!(r#""tax_amount":{tax},"#),
            format!(r#""total_amount":{total},"#),
        ] {
            assert!(answer.text.contains(&part), "{part} in {}", answer.text);
        }
        assert_eq!(answer.created()["currency"], currency);
    }
    let charged = shop
        .rows("select currency, amount_minor from spindle.sandbox_charges where tenant_id = $tenant order by amount_minor")
        .await;
    assert_eq!(
        charged,
        [
            ("USD", 3200),
            ("KWD", 9825),
            ("THB", 116_815),
            ("VND", 800_000)
        ]
        .map(|(currency, minor)| json!({ "currency": currency, "amount_minor": minor }))
    );
}
