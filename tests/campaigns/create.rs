//! `POST /api/v1/campaigns`

use harness::{MUG, Need, Shop, Value, json};

use super::{made, quoted, ten_percent, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_counts_from_the_next_quote_on() {
    let shop = Shop::open().await;
    let mugs = json!([{ "sku": MUG, "quantity": 2 }]);
    assert_eq!(
        quoted(&shop.visitor(), mugs.clone(), json!([])).await["discount_amount"],
        0.0
    );

    let answer = shop
        .admin()
        .post("/api/v1/campaigns", ten_percent().to_string())
        .await;

    assert_eq!(answer.header("etag"), "\"1\"");
    let location = answer.header("location").to_owned();
    let campaign = answer.created();
    assert_eq!(
        location,
        format!("/api/v1/campaigns/{}", campaign["id"].as_str().unwrap())
    );
    assert_eq!(
        campaign["discount"],
        json!({ "kind": "percentage", "percentage": "10" })
    );
    assert_eq!(
        (&campaign["status"], &campaign["used"]),
        (&json!("active"), &json!(0))
    );
    // 10 % of 25.00.
    assert_eq!(
        quoted(&shop.visitor(), mugs, json!([])).await["discount_amount"],
        2.5
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_comes_back_as_it_was_written() {
    let shop = Shop::open().await;
    shop.run("update spindle.tenants set time_zone = 'Asia/Bangkok' where tenant_id = $tenant")
        .await;
    let written = json!({
        "name": "Everything", "type": "customer", "currency": "USD",
        "discount": { "kind": "buy_get", "buy": 2, "get": 1, "percentage": 12.5, "pick": "most_expensive", "repeats": 3 },
        "covers": { "skus": ["MUG"], "products": ["00000000-0000-4000-8000-000000000002"], "categories": ["kitchen"] },
        "excludes": { "skus": ["STOVE"] },
        "minimum_amount": 10.50, "minimum_quantity": 3, "maximum": 40.00, "by_coupons": true,
        "segments": ["staff"], "vip_levels": ["gold", "silver"], "first_order": true,
        "uses": 100, "uses_per_customer": 2, "budget": 1000.00, "priority": -5, "lane": "main",
        "starts_at": "2026-12-01", "ends_at": "2026-12-24", "status": "paused"
    });

    let campaign = shop
        .admin()
        .post("/api/v1/campaigns", written.to_string())
        .await
        .created();

    for (name, value) in written.as_object().unwrap() {
        let expected = match name.as_str() {
            "discount" => json!({
                "kind": "buy_get", "buy": 2, "get": 1, "percentage": "12.5", "pick": "most_expensive", "repeats": 3
            }),
            // Bangkok is seven hours ahead; the end is the end of the day.
            "starts_at" => json!("2026-11-30T17:00:00.000Z"),
            "ends_at" => json!("2026-12-24T17:00:00.000Z"),
            _ => value.clone(),
        };
        assert_eq!(campaign[name], expected, "{name}");
    }
    assert_eq!(campaign["time_zone"], "Asia/Bangkok");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_field_is_named() {
    let shop = Shop::open().await;
    let long = |length: usize| json!("x".repeat(length));
    let names = |count: usize| json!((0..count).map(|n| n.to_string()).collect::<Vec<_>>());
    let discount = |discount: Value| json!({ "discount": discount });
    let tiers =
        |tiers: Value| discount(json!({ "kind": "tiered", "by": "quantity", "tiers": tiers }));
    for (fields, field) in [
        (json!({ "name": "" }), "name"),
        (json!({ "name": long(201) }), "name"),
        (json!({ "type": "shop" }), "type"),
        (json!({ "type": "customer" }), "type"),
        (json!({ "currency": "THB" }), "currency"),
        (json!({ "currency": "XXX" }), "currency"),
        (json!({ "color": "red" }), "color"),
        (discount(json!({ "kind": "magic" })), "discount.kind"),
        (
            discount(json!({ "kind": "percentage" })),
            "discount.percentage",
        ),
        (
            discount(json!({ "kind": "percentage", "percentage": 0 })),
            "discount.percentage",
        ),
        (
            discount(json!({ "kind": "percentage", "percentage": 100.01 })),
            "discount.percentage",
        ),
        (
            discount(json!({ "kind": "percentage", "percentage": 1.005 })),
            "discount.percentage",
        ),
        (
            discount(json!({ "kind": "percentage", "percentage": 5, "amount": 5 })),
            "discount.amount",
        ),
        (
            discount(json!({ "kind": "fixed_amount" })),
            "discount.amount",
        ),
        (
            discount(json!({ "kind": "fixed_amount", "amount": 0 })),
            "discount.amount",
        ),
        (
            discount(json!({ "kind": "fixed_amount", "amount": 1.001 })),
            "discount.amount",
        ),
        (
            discount(json!({ "kind": "fixed_price", "price": -1 })),
            "discount.price",
        ),
        (
            discount(json!({ "kind": "buy_get", "get": 1 })),
            "discount.buy",
        ),
        (
            discount(json!({ "kind": "buy_get", "buy": 1, "get": 0 })),
            "discount.get",
        ),
        (
            discount(json!({ "kind": "buy_get", "buy": 1, "get": 1, "pick": "any" })),
            "discount.pick",
        ),
        (
            discount(json!({ "kind": "buy_get", "buy": 1, "get": 1, "repeats": 10_000 })),
            "discount.repeats",
        ),
        (
            discount(json!({ "kind": "free_shipping", "percentage": 5 })),
            "discount.percentage",
        ),
        (
            discount(json!({ "kind": "shipping_amount" })),
            "discount.amount",
        ),
        (
            discount(json!({ "kind": "gift", "quantity": 1 })),
            "discount.sku",
        ),
        (
            discount(json!({ "kind": "tiered", "by": "quantity" })),
            "discount.tiers",
        ),
        (tiers(json!([])), "discount.tiers"),
        (
            tiers(json!([{ "from": 0, "percentage": 5 }])),
            "discount.tiers[0].from",
        ),
        (
            tiers(json!([{ "from": 5 }])),
            "discount.tiers[0].percentage",
        ),
        (
            tiers(json!([{ "from": 5, "percentage": 5, "amount": 1 }])),
            "discount.tiers[0].percentage",
        ),
        (
            tiers(json!([{ "from": 5, "percentage": 5 }, { "from": 5, "percentage": 6 }])),
            "discount.tiers[1].from",
        ),
        (json!({ "covers": { "skus": names(201) } }), "covers.skus"),
        (
            json!({ "covers": { "products": ["mug"] } }),
            "covers.products[0]",
        ),
        (
            json!({ "excludes": { "categories": [""] } }),
            "excludes.categories[0]",
        ),
        (json!({ "excludes": { "colors": [] } }), "excludes.colors"),
        (json!({ "minimum_amount": -1 }), "minimum_amount"),
        (json!({ "minimum_quantity": -1 }), "minimum_quantity"),
        (json!({ "maximum": 0 }), "maximum"),
        (json!({ "budget": 0 }), "budget"),
        (json!({ "uses": 0 }), "uses"),
        (json!({ "uses_per_customer": 0 }), "uses_per_customer"),
        (json!({ "coupon": "" }), "coupon"),
        (json!({ "coupon": "10 % OFF" }), "coupon"),
        (json!({ "coupon": long(65) }), "coupon"),
        (json!({ "coupon": "C", "by_coupons": true }), "by_coupons"),
        (json!({ "segments": ["Staff"] }), "segments[0]"),
        (json!({ "segments": names(51) }), "segments"),
        (json!({ "vip_levels": [""] }), "vip_levels[0]"),
        (json!({ "priority": 1001 }), "priority"),
        (json!({ "lane": "the main one" }), "lane"),
        (json!({ "starts_at": "tomorrow" }), "starts_at"),
        (json!({ "starts_at": "2026-13-01" }), "starts_at"),
        (json!({ "ends_at": "2026-12-01T25:00" }), "ends_at"),
        (
            json!({ "starts_at": "2026-12-02", "ends_at": "2026-12-01" }),
            "ends_at",
        ),
        (json!({ "status": "over" }), "status"),
    ] {
        let answer = shop
            .admin()
            .post("/api/v1/campaigns", with(fields.clone()).to_string())
            .await;
        let error = answer.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{fields}: {error}");
    }
    let kept = shop
        .row("select count(*) from spindle.campaigns where tenant_id = $tenant")
        .await;
    // Those of the fixture.
    assert_eq!(kept["count"], 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_one_campaigns_only() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let code = |code: &str| with(json!({ "coupon": code })).to_string();

    let taken = admin.post("/api/v1/campaigns", code("summer10")).await;
    let error = taken.refused(409, "COUPON_TAKEN");
    assert_eq!(
        error["details"],
        json!([{ "field": "coupon", "code": "SUMMER10" }])
    );

    // Nor one of those that were made in bulk.
    let bulk = made(&admin, with(json!({ "by_coupons": true }))).await;
    let coupons = admin
        .post(&format!("{bulk}/coupons"), r#"{"count": 1}"#)
        .await
        .created();
    let one = coupons["coupons"][0]["code"].as_str().unwrap();
    let taken = admin.post("/api/v1/campaigns", code(one)).await;
    taken.refused(409, "COUPON_TAKEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_has_a_hundred_campaigns_that_apply_by_themselves() {
    let shop = Shop::open().await;
    shop.run(
        "insert into spindle.campaigns (tenant_id, campaign_id, name, kind, percentage)
         select $tenant, gen_random_uuid(), n::text, 'percentage', 1 from generate_series(1, 99) n",
    )
    .await;
    let admin = shop.admin();

    let hundredth = made(&admin, ten_percent()).await;
    let next = admin
        .post("/api/v1/campaigns", ten_percent().to_string())
        .await;
    next.refused(422, "TOO_MANY_CAMPAIGNS");
    // Those that a code opens do not count, nor those that are paused.
    made(&admin, with(json!({ "coupon": "MORE" }))).await;
    let paused = made(&admin, with(json!({ "status": "paused" }))).await;
    let resume = admin.patch(&paused, r#"{"status": "active"}"#).await;
    resume.refused(422, "TOO_MANY_CAMPAIGNS");
    admin
        .patch(&hundredth, r#"{"status": "paused"}"#)
        .await
        .ok();
    admin.patch(&paused, r#"{"status": "active"}"#).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_makes_no_second_campaign() {
    let shop = Shop::open().await;
    let admin = shop.admin().with("idempotency-key", "once");

    let first = admin
        .post("/api/v1/campaigns", ten_percent().to_string())
        .await
        .created();
    let second = admin
        .post("/api/v1/campaigns", ten_percent().to_string())
        .await
        .created();
    let other = with(json!({ "name": "Another" })).to_string();
    let reused = admin.post("/api/v1/campaigns", other).await;

    assert_eq!(first, second);
    reused.refused(422, "IDEMPOTENCY_KEY_REUSED");
    let kept = shop
        .row("select count(*) from spindle.campaigns where tenant_id = $tenant")
        .await;
    assert_eq!(kept["count"], 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_of_the_shop_make_campaigns() {
    let shop = Shop::open().await;

    let customer = shop
        .customer()
        .post("/api/v1/campaigns", ten_percent().to_string())
        .await;
    customer.refused(403, "FORBIDDEN");
    let nowhere = shop.admin_of("no-such-shop");
    let answer = nowhere
        .post("/api/v1/campaigns", ten_percent().to_string())
        .await;
    answer.refused(404, "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_request_about_campaigns_is_one_statement() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let admin = shop.admin();
    let path = made(&admin, with(json!({ "by_coupons": true }))).await;
    let coupons = format!("{path}/coupons");
    let preview = json!({ "campaign": ten_percent(), "items": [{ "sku": MUG, "quantity": 1 }] });
    let ten = ten_percent().to_string();
    let any = admin.with("if-match", "*");
    for (method, path, body) in [
        ("POST", "/api/v1/campaigns", Some(ten.clone())),
        (
            "POST",
            "/api/v1/campaigns/preview",
            Some(preview.to_string()),
        ),
        ("GET", "/api/v1/campaigns", None),
        ("GET", path.as_str(), None),
        (
            "PATCH",
            path.as_str(),
            Some(r#"{"status": "paused"}"#.to_owned()),
        ),
        (
            "POST",
            coupons.as_str(),
            Some(r#"{"count": 500}"#.to_owned()),
        ),
        ("GET", coupons.as_str(), None),
        ("POST", &format!("{path}/duplicate"), Some("{}".to_owned())),
        ("PUT", path.as_str(), Some(ten.clone())),
    ] {
        let asked = any.send(method.parse().unwrap(), path, body.map(String::into_bytes));
        let (answer, statements) = shop.statements_of(asked).await;
        assert!(answer.status.is_success(), "{method} {path}: {answer:?}");
        assert_eq!(statements.len(), 1, "{method} {path}");
    }
}
