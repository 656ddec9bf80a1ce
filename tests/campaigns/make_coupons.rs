//! `POST /api/v1/campaigns/{id}/coupons`

use std::collections::HashSet;

use harness::{MUG, Shop, Uuid, Value, json};

use super::{made, quoted, ten_percent, with};

fn codes(made: &Value) -> Vec<String> {
    let coupons = made["coupons"].as_array().unwrap();
    coupons
        .iter()
        .map(|c| c["code"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_coupon_counts_for_one_order() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, with(json!({ "by_coupons": true }))).await;
    let made = admin
        .post(
            &format!("{path}/coupons"),
            r#"{"count": 1000, "prefix": "hi-"}"#,
        )
        .await
        .created();
    let codes = codes(&made);
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 1000);
    assert!(
        codes
            .iter()
            .all(|code| code.starts_with("HI-") && code.len() == 19),
        "{codes:?}"
    );

    // Without one it gives nothing, with one 10 % of 12.50, with two no more.
    let mug = json!([{ "sku": MUG, "quantity": 1 }]);
    assert_eq!(
        quoted(&shop.visitor(), mug.clone(), json!([])).await["discount_amount"],
        0.0
    );
    let two = quoted(&shop.visitor(), mug.clone(), json!([codes[0], codes[1]])).await;
    assert_eq!(two["discount_amount"], 1.25);
    let expected = json!([
        { "code": codes[0], "applied": true },
        { "code": codes[1], "applied": false, "reason": "no_effect" },
    ]);
    assert_eq!(two["coupons"], expected);

    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let enter = json!({ "code": codes[0] }).to_string();
    customer
        .post(&format!("{cart}/coupons"), enter.clone())
        .await
        .ok();
    let checkout = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    customer.confirm(&checkout).await.created();

    let used = quoted(&shop.visitor(), mug, json!([codes[0]])).await;
    assert_eq!(used["coupons"][0]["reason"], "used_up");
    let row = shop
        .row(&format!("select order_id is not null as used from spindle.coupons where tenant_id = $tenant and code = '{}'", codes[0]))
        .await;
    assert_eq!(row["used"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_of_a_customer_is_nobody_elses() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(
        &admin,
        with(json!({ "by_coupons": true, "type": "customer" })),
    )
    .await;
    let (owner, other) = (shop.customer(), shop.customer());
    let wanted = json!({ "customers": [owner.id] }).to_string();
    let made = admin
        .post(&format!("{path}/coupons"), wanted)
        .await
        .created();
    assert_eq!(made["coupons"][0]["customer_id"], json!(owner.id));
    let code = &codes(&made)[0];
    let mug = json!([{ "sku": MUG, "quantity": 1 }]);

    assert_eq!(
        quoted(&owner, mug.clone(), json!([code])).await["discount_amount"],
        1.25
    );
    for person in [other, shop.visitor()] {
        let quote = quoted(&person, mug.clone(), json!([code])).await;
        assert_eq!(quote["coupons"][0]["reason"], "not_for_you");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_makes_no_further_coupons() {
    let shop = Shop::open().await;
    let path = made(&shop.admin(), with(json!({ "by_coupons": true }))).await;
    let coupons = format!("{path}/coupons");
    let admin = shop.admin().with("idempotency-key", "once");

    let first = admin.post(&coupons, r#"{"count": 3}"#).await.created();
    assert_eq!(
        first,
        admin.post(&coupons, r#"{"count": 3}"#).await.created()
    );
    admin
        .post(&coupons, r#"{"count": 4}"#)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    let kept = shop
        .row("select count(*) from spindle.coupons where tenant_id = $tenant")
        .await;
    assert_eq!(kept["count"], 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_made_is_refused() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, with(json!({ "by_coupons": true }))).await;
    let coupons = format!("{path}/coupons");
    for (wanted, field) in [
        (json!({}), "count"),
        (json!({ "count": 0 }), "count"),
        (json!({ "count": 5001 }), "count"),
        (
            json!({ "count": 1, "customers": [Uuid::new_v4()] }),
            "count",
        ),
        (json!({ "customers": [] }), "customers"),
        (json!({ "customers": ["ada"] }), "customers[0]"),
        (json!({ "count": 1, "prefix": "A B" }), "prefix"),
        (json!({ "count": 1, "prefix": "X".repeat(21) }), "prefix"),
    ] {
        let error = admin
            .post(&coupons, wanted.to_string())
            .await
            .refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{wanted}");
    }

    let shared = made(&admin, ten_percent()).await;
    let none = admin
        .post(&format!("{shared}/coupons"), r#"{"count": 1}"#)
        .await;
    none.refused(409, "NOT_BY_COUPONS");
    let id = path.rsplit('/').next().unwrap();
    shop.run(&format!(
        "insert into spindle.coupons (tenant_id, code, campaign_id, created_at)
         select $tenant, 'C' || n, '{id}', spindle.clock() from generate_series(1, 99999) n"
    ))
    .await;
    let many = admin.post(&coupons, r#"{"count": 2}"#).await;
    let error = many.refused(422, "TOO_MANY_COUPONS_MADE");
    assert_eq!(
        error["details"],
        json!([{ "limit": 100_000, "made": 99_999 }])
    );

    shop.stranger_admin()
        .await
        .post(&coupons, r#"{"count": 1}"#)
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .post(&coupons, r#"{"count": 1}"#)
        .await
        .refused(403, "FORBIDDEN");
}
