//! `GET /api/v1/orders`

use harness::{MUG, Person, Shop, Uuid, Value, json};

fn ids(page: &Value) -> Vec<String> {
    page["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["id"].as_str().unwrap().to_owned())
        .collect()
}

fn cod() -> Value {
    json!({ "payment_method": "CASH_ON_DELIVERY" })
}

/// Every page of a list, by its cursors.
async fn all_pages(person: &Person, query: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut after = String::new();
    loop {
        let page = person
            .get(&format!("/api/v1/orders?{query}{after}"))
            .await
            .ok();
        found.extend(ids(&page));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return found,
        }
    }
}

/// Orders of a tenant that nobody placed: `count` of them, a minute apart, totals going round.
async fn fill(shop: &Shop, customer: Uuid, count: u32) {
    shop.run(&format!(
        "insert into spindle.orders
                (tenant_id, order_id, order_number, checkout_id, cart_id, customer_id, status, payment_status,
                 payment_method, shipping_method, currency, subtotal_minor, discount_minor, shipping_minor,
                 tax_minor, total_minor, prices_include_tax, explanation, placed_at, updated_at)
         select $tenant, gen_random_uuid(), 'FILL-' || i, gen_random_uuid(), gen_random_uuid(), '{customer}',
                'CONFIRMED', 'PAID', 'CREDIT_CARD', 'STANDARD', 'USD', i % 7, 0, 0, 0, i % 7, false, '{{}}',
                spindle.clock() - i * interval '1 minute', spindle.clock() - i % 5 * interval '1 hour'
           from generate_series(1, {count}) i;
         insert into spindle.order_lines
                (tenant_id, order_id, line_id, line_number, product_id, variant_id, sku, name, quantity,
                 unit_price_minor, subtotal_minor, discount_minor, tax_minor, tax_rate)
         select tenant_id, order_id, gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), 'MUG', 'Mug', 1,
                total_minor, total_minor, 0, 0, 0 from spindle.orders where order_number like 'FILL-%';
         insert into spindle.order_addresses (tenant_id, order_id, kind, address_id, address)
         select tenant_id, order_id, 'SHIPPING', gen_random_uuid(), jsonb_build_object(
                'first_name', 'A', 'last_name', 'B', 'address_line1', 'C', 'city', 'D', 'state', '',
                'postal_code', '', 'country', 'HK', 'country_code', 'HK')
           from spindle.orders where order_number like 'FILL-%';"
    ))
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_sees_the_own_orders_newest_first() {
    let shop = Shop::open().await;
    let (customer, other) = (shop.customer(), shop.customer());
    let mut placed = Vec::new();
    for _ in 0..3 {
        let order = customer.order_of(&[(MUG, 1)], cod()).await.created();
        placed.insert(0, order["id"].as_str().unwrap().to_owned());
    }
    let others = other.order_of(&[(MUG, 1)], cod()).await.created();

    let first = customer.get("/api/v1/orders?limit=2").await.ok();

    assert_eq!(ids(&first), placed[..2]);
    assert_eq!(first["total"], 3);
    assert_eq!(first["total_is_exact"], true);
    assert_eq!(all_pages(&customer, "limit=2").await, placed);
    let all = shop.admin().get("/api/v1/orders?status=all").await.ok();
    assert_eq!(ids(&all).len(), 4);
    assert_eq!(ids(&all)[0], others["id"].as_str().unwrap());
    let stranger = shop.stranger().await.get("/api/v1/orders").await.ok();
    assert_eq!((ids(&stranger).len(), &stranger["total"]), (0, &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_leave_what_they_say() {
    let shop = Shop::open().await;
    let (ada, ben) = (shop.customer(), shop.customer());
    let mut numbers = Vec::new();
    for (person, items) in [
        (&ada, &[(MUG, 1)][..]),
        (&ada, &[("SHIRT-M", 1)]),
        (&ben, &[(MUG, 2)]),
        (&ben, &[("STOVE", 1)]),
    ] {
        let order = person.order_of(items, cod()).await.created();
        numbers.push(order["order_number"].as_str().unwrap().to_owned());
    }
    for (number, status, payment, day) in [
        (&numbers[0], "CONFIRMED", "PAID", 1),
        (&numbers[1], "SHIPPED", "PAID", 2),
        (&numbers[2], "PENDING", "PENDING", 3),
        (&numbers[3], "CONFIRMED", "PENDING", 4),
    ] {
        // As no order gets there: the list does not care how it did.
        shop.run(&format!(
            "alter table spindle.orders disable trigger order_transitions;
             update spindle.orders set status = '{status}', payment_status = '{payment}',
                    placed_at = '2026-03-0{day}T12:00:00Z' where order_number = '{number}';
             alter table spindle.orders enable trigger order_transitions"
        ))
        .await;
    }
    let admin = shop.admin();
    let (first, last) = (numbers[0].to_lowercase(), &numbers[3][4..9]);

    // Which of the four, newest first.
    for (query, expected) in [
        (String::new(), &[3, 2, 1, 0][..]),
        ("status=all".into(), &[3, 2, 1, 0]),
        ("status=CONFIRMED".into(), &[3, 0]),
        ("status=PAID".into(), &[0]),
        ("status=PAID&payment_status=PENDING".into(), &[]),
        ("status=RETURNED".into(), &[]),
        ("payment_status=PAID".into(), &[1, 0]),
        ("status=SHIPPED&payment_status=PAID".into(), &[1]),
        ("from=2026-03-02T12:00:00Z".into(), &[3, 2, 1]),
        ("from=2026-03-02T12:00:00.001Z".into(), &[3, 2]),
        ("to=2026-03-02T12:00:00Z".into(), &[0]),
        (
            "from=2026-03-02T19:00:00%2B07:00&to=2026-03-04T12:00:00Z".into(),
            &[2, 1],
        ),
        (format!("customer={}", ben.id), &[3, 2]),
        (format!("customer={}&status=CONFIRMED", ben.id), &[3]),
        (format!("customer={}", Uuid::new_v4()), &[]),
        (format!("q={first}"), &[0]),
        (format!("q={last}"), &[3]),
        ("q=john".into(), &[3, 2, 1, 0]),
        ("q=john.doe@exam".into(), &[3, 2, 1, 0]),
        ("q=Doe+shirt-m".into(), &[1]),
        ("q=shirt".into(), &[1]),
        ("q=hirt".into(), &[]),
        ("q=mug&status=CONFIRMED".into(), &[0]),
        ("q=mug+stove".into(), &[]),
        ("q=%27%3A%2A%20%5C%20%26%20%7C%20%21%28".into(), &[]),
        ("sort=created_at&order=asc".into(), &[0, 1, 2, 3]),
        // 18.50, 69.79, 32.00 and 144.32.
        ("sort=total_amount&order=asc".into(), &[0, 2, 1, 3]),
        ("sort=total_amount".into(), &[3, 1, 2, 0]),
    ] {
        let page = admin.get(&format!("/api/v1/orders?{query}")).await.ok();
        let found: Vec<_> = page["orders"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["order_number"].as_str().unwrap())
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|i: &usize| numbers[*i].as_str())
            .collect();
        assert_eq!(found, expected, "{query}");
        assert_eq!(page["total"], expected.len(), "{query}");
    }
    let mine = ada.get("/api/v1/orders?q=john&status=SHIPPED").await.ok();
    assert_eq!(mine["total"], 1);
    let stranger = shop
        .stranger()
        .await
        .get("/api/v1/orders?q=john")
        .await
        .ok();
    assert_eq!(stranger["total"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_a_status_has_its_own_path() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = customer.order_of(&[(MUG, 1)], cod()).await.created();

    let confirmed = customer.get("/api/v1/orders/status/CONFIRMED").await.ok();
    let paid = customer.get("/api/v1/orders/status/PAID").await.ok();

    assert_eq!(confirmed["orders"], json!([order]));
    assert_eq!(paid["total"], 0);
    assert_eq!(
        shop.admin()
            .get("/api/v1/orders/status/all?counts=true")
            .await
            .ok()["counts"]["CONFIRMED"],
        1
    );
    for path in ["status/LOST", "status/PENDING?status=PENDING"] {
        let error = customer.get(&format!("/api/v1/orders/{path}")).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], "status", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_order_is_on_one_page_however_the_list_is_sorted() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    fill(&shop, customer.id, 23).await;

    for sort in ["created_at", "updated_at", "total_amount"] {
        let up = all_pages(&customer, &format!("limit=5&sort={sort}&order=asc")).await;
        let mut down = all_pages(&customer, &format!("limit=4&sort={sort}&order=desc")).await;
        down.reverse();
        let column = match sort {
            "created_at" => "placed_at",
            "updated_at" => "updated_at",
            _ => "total_minor",
        };
        let sorted = shop
            .rows(&format!(
                "select order_id from spindle.orders where tenant_id = $tenant order by {column}, order_id"
            ))
            .await;
        let sorted: Vec<_> = sorted
            .iter()
            .map(|row| row["order_id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(sorted.len(), 23);
        assert_eq!(up, sorted, "{sort}");
        assert_eq!(down, sorted, "{sort}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrives_while_somebody_reads_moves_no_page() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    fill(&shop, customer.id, 9).await;
    let before = all_pages(&customer, "limit=100").await;

    let first = customer.get("/api/v1/orders?limit=4").await.ok();
    let new = customer.order_of(&[(MUG, 1)], cod()).await.created();
    let next = first["next"].as_str().unwrap();
    let second = customer
        .get(&format!("/api/v1/orders?limit=100&after={next}"))
        .await
        .ok();

    assert_eq!([ids(&first), ids(&second)].concat(), before);
    assert!(!before.contains(&new["id"].as_str().unwrap().to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_by_number_are_the_same_pages() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    fill(&shop, customer.id, 11).await;

    let mut by_number = Vec::new();
    for page in 1..=4 {
        let path = format!("/api/v1/orders?limit=4&sort=total_amount&page={page}");
        by_number.extend(ids(&customer.get(&path).await.ok()));
    }

    assert_eq!(by_number.len(), 11);
    assert_eq!(
        by_number,
        all_pages(&customer, "limit=4&sort=total_amount").await
    );
    let last = customer.get("/api/v1/orders?limit=100&page=100").await.ok();
    assert_eq!((ids(&last).len(), &last["next"]), (0, &Value::Null));
    for query in [
        "page=0",
        "page=101&limit=100",
        "page=x",
        "page=4294967295",
        "page=1&after=x",
    ] {
        let error = customer.get(&format!("/api/v1/orders?{query}")).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        let field = if query.contains("after") {
            "after"
        } else {
            "page"
        };
        assert_eq!(error["details"][0]["field"], field, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn counting_stops_at_ten_thousand() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let own = customer.order_of(&[(MUG, 1)], cod()).await.created();
    fill(&shop, Uuid::new_v4(), 10_000).await;

    let all = shop
        .admin()
        .get("/api/v1/orders?counts=true&limit=1")
        .await
        .ok();
    assert_eq!(all["total"], 10_000);
    assert_eq!(all["total_is_exact"], false);
    assert_eq!(all["counts"]["CONFIRMED"], 10_000);
    assert_eq!(all["counts"]["RETURNED"], 0);
    let paid = shop
        .admin()
        .get("/api/v1/orders?status=PAID&limit=1")
        .await
        .ok();
    assert_eq!(
        (&paid["total"], &paid["total_is_exact"]),
        (&json!(10_000), &json!(true))
    );
    let mine = customer.get("/api/v1/orders").await.ok();
    assert_eq!(mine["orders"], json!([own]));
    assert_eq!(
        (&mine["total"], &mine["total_is_exact"]),
        (&json!(1), &json!(true))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_another_list_is_refused() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    fill(&shop, customer.id, 3).await;
    let next = customer.get("/api/v1/orders?limit=1").await.ok()["next"]
        .as_str()
        .unwrap()
        .to_owned();
    let cursor = format!("/api/v1/orders?after={next}");
    customer.get(&cursor).await.ok();

    for (person, path) in [
        (&customer, format!("{cursor}&order=asc")),
        (&customer, format!("{cursor}&sort=total_amount")),
        (&customer, format!("{cursor}&status=CONFIRMED")),
        (&customer, format!("{cursor}&q=john")),
        (&shop.customer(), cursor.clone()),
        (&shop.admin(), cursor.clone()),
        (
            &customer,
            format!("/api/v1/orders?after={}", Uuid::new_v4()),
        ),
        (&customer, "/api/v1/orders?after=x".into()),
        (
            &customer,
            format!("/api/v1/orders?after={}", "A".repeat(400)),
        ),
    ] {
        let error = person.get(&path).await.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], "after", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_makes_no_sense_is_refused_by_name() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let long = format!("q={}", "x".repeat(201));

    for (query, fields) in [
        ("status=pending", &["status"][..]),
        ("status=", &["status"]),
        ("payment_status=CONFIRMED", &["payment_status"]),
        ("from=yesterday", &["from"]),
        ("to=2026-13-01T00:00:00Z", &["to"]),
        ("customer=ada", &["customer"]),
        (&long, &["q"]),
        ("q=", &["q"]),
        ("sort=id", &["sort"]),
        ("order=up", &["order"]),
        ("limit=0", &["limit"]),
        ("limit=101", &["limit"]),
        ("counts=maybe", &["counts"]),
        ("surprise=1", &["surprise"]),
        (
            "sort=id&order=up&from=x&status=y",
            &["status", "order", "from", "sort"],
        ),
    ] {
        let error = admin.get(&format!("/api/v1/orders?{query}")).await;
        let error = error.refused(422, "VALIDATION_FAILED");
        let named: Vec<_> = error["details"]
            .as_array()
            .unwrap()
            .iter()
            .map(|d| d["field"].as_str().unwrap())
            .collect();
        assert_eq!(named, fields, "{query}");
    }
    let customer = shop.customer();
    for query in [
        "counts=true".to_owned(),
        format!("customer={}", customer.id),
    ] {
        customer
            .get(&format!("/api/v1/orders?{query}"))
            .await
            .refused(403, "FORBIDDEN");
    }
}
