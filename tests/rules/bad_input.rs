//! Bad input of every kind, at each endpoint that takes a body or a path: the envelope, and
//! nothing half-written.

mod endpoints;

use harness::{CHECKOUT_STATE, MUG, Shop, Value, json};

use endpoints::{Endpoint, endpoints};

/// All rows that a request could have written.
async fn world(shop: &Shop) -> Vec<Value> {
    shop.rows(
        "select c.cart_id, c.version, c.status,
                (select jsonb_agg(l order by l.line_id) from spindle.cart_lines l where l.cart_id = c.cart_id) as lines,
                (select jsonb_agg(k order by k.code) from spindle.cart_coupons k where k.cart_id = c.cart_id) as coupons,
                (select jsonb_agg(k) from spindle.checkouts k where k.cart_id = c.cart_id) as checkouts,
                (select count(*) from spindle.orders o where o.tenant_id = c.tenant_id) as orders,
                (select count(*) from spindle.outbox e where e.tenant_id = c.tenant_id) as events,
                (select count(*) from spindle.idempotency_keys k where k.tenant_id = c.tenant_id) as keys,
                (select jsonb_agg(p order by p.product_id) from spindle.products p where p.tenant_id = c.tenant_id) as products,
                (select jsonb_agg(v order by v.sku) from spindle.variants v where v.tenant_id = c.tenant_id) as variants,
                (select jsonb_agg(p::text order by p::text) from spindle.prices p where p.tenant_id = c.tenant_id) as prices,
                (select jsonb_agg(s::text order by s::text) from spindle.stock s where s.tenant_id = c.tenant_id) as stock,
                (select count(*) from spindle.warehouses w where w.tenant_id = c.tenant_id) as warehouses,
                (select jsonb_agg(x::text order by x::text) from spindle.tax_rates x where x.tenant_id = c.tenant_id) as tax_rates,
                (select count(*) from spindle.exchange_rates x where x.tenant_id = c.tenant_id) as exchange_rates,
                (select count(*) from spindle.shipping_methods m where m.tenant_id = c.tenant_id) as shipping_methods
           from spindle.carts c where c.tenant_id = $tenant order by c.cart_id",
    )
    .await
}

async fn send(endpoint: &Endpoint, body: Vec<u8>) -> harness::Answer {
    let Endpoint { person, .. } = endpoint;
    person
        .send(endpoint.method.parse().unwrap(), &endpoint.path, Some(body))
        .await
}

fn spoiled(endpoint: &Endpoint, pointer: &str, value: &Value) -> Vec<u8> {
    let mut body = endpoint.good.clone();
    *body.pointer_mut(pointer).unwrap() = value.clone();
    body.to_string().into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_json_is_refused() {
    let shop = Shop::open().await;
    let endpoints = endpoints(&shop).await;
    let before = world(&shop).await;
    let deep = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();

    for endpoint in &endpoints {
        let good = endpoint.good.to_string();
        for bad in [
            &b"{"[..],
            b"not json",
            b"\xff\xfe",
            &good.as_bytes()[..good.len() - 1],
        ] {
            send(endpoint, bad.to_vec())
                .await
                .refused(400, "MALFORMED_JSON");
        }
        // Nesting is cut off where the parser or the type gives up, whichever is first.
        let answer = send(endpoint, deep.clone()).await;
        assert!([400, 422].contains(&answer.status.as_u16()), "{answer:#?}");
        let oversize = [good.as_bytes(), &b" ".repeat(256 * 1024)].concat();
        let error = send(endpoint, oversize)
            .await
            .refused(413, "PAYLOAD_TOO_LARGE");
        assert!(
            error["message"].as_str().unwrap().contains("262144")
                || error["message"].as_str().unwrap().contains("256"),
            "{error}"
        );
        let form = endpoint.person.with("content-type", "text/plain");
        let method = endpoint.method.parse().unwrap();
        form.send(method, &endpoint.path, Some(good.clone().into_bytes()))
            .await
            .refused(415, "UNSUPPORTED_MEDIA_TYPE");
        for wrong in ["[]", "null", "7", "\"text\"", "{}", "{\"surprise\": 1}"] {
            // Every field of a payment may be left out, and then the order's state decides.
            if wrong == "{}" && endpoint.path.ends_with("/checkout") {
                continue;
            }
            let answer = send(endpoint, wrong.as_bytes().to_vec()).await;
            answer.refused(422, "VALIDATION_FAILED");
        }
    }

    assert_eq!(world(&shop).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_value_is_refused_by_the_name_of_its_field() {
    let shop = Shop::open().await;
    let endpoints = endpoints(&shop).await;
    let before = world(&shop).await;
    let numbers = [
        json!(0),
        json!(-1),
        json!(10_000),
        json!(1.5),
        json!(u64::MAX),
        json!("1"),
        json!(null),
        json!([1]),
    ];
    let texts = [
        json!("\u{0}"),
        json!("a\u{7}b"),
        json!("x".repeat(100_000)),
        json!(7),
        json!({}),
    ];
    let ids = [
        json!("x"),
        json!(""),
        json!(7),
        json!("00000000-0000-4000-8000-00000000000g"),
        json!(null),
    ];

    for endpoint in &endpoints {
        let cases = [
            (endpoint.numbers, &numbers[..]),
            (endpoint.texts, &texts),
            (endpoint.ids, &ids),
        ];
        for (pointers, values) in cases {
            for (pointer, value) in pointers
                .iter()
                .flat_map(|p| values.iter().map(move |v| (p, v)))
            {
                let error = send(endpoint, spoiled(endpoint, pointer, value)).await;
                let error = error.refused(422, "VALIDATION_FAILED");
                let field = error["details"][0]["field"]
                    .as_str()
                    .unwrap()
                    .replace(['[', ']', '.'], "");
                assert_eq!(
                    field,
                    pointer.replace('/', ""),
                    "{} {value}: {error}",
                    endpoint.path
                );
            }
        }
    }

    assert_eq!(world(&shop).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn four_byte_characters_are_text_like_any_other() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let checkout = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    let mut state: Value = CHECKOUT_STATE.parse().unwrap();
    state["checkout_id"] = json!(checkout);
    state["shipping_address"]["city"] = json!("𝕹𝖊𝖜 𝖄𝖔𝖗𝖐 🗽");

    customer
        .put("/api/v1/checkout/state", state.to_string())
        .await
        .ok();
    let order = customer.confirm(&checkout).await.created();

    assert_eq!(order["addresses"][0]["city"], "𝕹𝖊𝖜 𝖄𝖔𝖗𝖐 🗽");
    let sku = json!({ "sku": "🧦", "quantity": 1 }).to_string();
    let other = customer.cart_with(&[]).await;
    customer
        .post(&format!("{other}/items"), sku)
        .await
        .refused(422, "ITEM_NOT_SOLD");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_that_names_nothing_is_answered_like_everything_else() {
    let shop = Shop::open().await;
    let customer = shop.customer();

    for path in [
        "/api/v1/cart/x",
        "/api/v1/cart/%00",
        "/api/v1/products/1",
        "/api/v1/checkout/start2",
        "/api/v1/orders/%01",
        "/api/v1/orders/status/%00",
    ] {
        let answer = customer.get(path).await;
        let code = answer.body["error"]["code"].as_str().unwrap().to_owned();
        let status = answer.status.as_u16();
        answer.refused(status, &code);
        assert!([400, 404, 422].contains(&status), "{path}: {status}");
    }
    customer
        .get("/api/v1/cart/a/b/c/d")
        .await
        .refused(404, "NOT_FOUND");
    let wrong = customer.put("/api/v1/checkout/start", "{}").await;
    assert_eq!(wrong.header("allow"), "POST");
    wrong.refused(405, "METHOD_NOT_ALLOWED");
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_headers_are_refused_by_name() {
    let shop = Shop::open().await;
    let customer = shop.customer();

    let long = "k".repeat(256);
    for key in ["", "with space", &long] {
        let answer = customer
            .with("idempotency-key", key)
            .post("/api/v1/cart", "{}")
            .await;
        answer.refused(400, "IDEMPOTENCY_KEY_INVALID");
    }
    let cart = customer.cart_with(&[]).await;
    let mug = json!({ "sku": MUG, "quantity": 1 }).to_string();
    for version in ["7", "\"x\"", "\"-1\"", "W/\"1\""] {
        let answer = customer
            .with("if-match", version)
            .post(&format!("{cart}/items"), mug.clone())
            .await;
        answer.refused(400, "MALFORMED_HEADER");
    }
    // A request id that could hurt a log is replaced, not refused.
    let answer = customer.with("x-request-id", "a\"b").get(&cart).await;
    assert_ne!(answer.header("x-request-id"), "a\"b");
    let answer = customer.with("x-request-id", "my-id-7").get(&cart).await;
    assert_eq!(answer.header("x-request-id"), "my-id-7");
}
