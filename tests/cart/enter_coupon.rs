//! `POST /api/v1/cart/{id}/coupons`

use harness::{MUG, Shop};

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_is_taken_off_the_price() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;

    let answer = customer
        .post(&format!("{cart}/coupons"), r#"{"code": "summer10"}"#)
        .await;

    // 10 % of 84.99 = 8.50 (half to even of 8.499), spread 2.50 / 6.00;
    // tax 8 %: 22.50 -> 1.80, 53.99 -> 4.32 (4.3192).
    assert!(
        answer.text.contains(r#""discount_amount":8.50"#),
        "{}",
        answer.text
    );
    assert!(
        answer.text.contains(r#""tax_amount":6.12"#),
        "{}",
        answer.text
    );
    assert!(
        answer.text.contains(r#""total_amount":82.61"#),
        "{}",
        answer.text
    );
    let coupon = &answer.ok()["coupons"][0];
    assert_eq!(
        (coupon["code"].as_str(), coupon["applied"].as_bool()),
        (Some("SUMMER10"), Some(true))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_that_gives_nothing_says_why() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    shop.run(
        "insert into spindle.campaigns (tenant_id, campaign_id, name, coupon_code, kind, percentage, starts_at, ends_at)
         values ($tenant, gen_random_uuid(), 'Past', 'PAST', 'percentage', 10, null, now() - interval '1 day'),
                ($tenant, gen_random_uuid(), 'Soon', 'SOON', 'percentage', 10, now() + interval '1 day', null);
         update spindle.campaigns set uses_claimed = 1 where tenant_id = $tenant and coupon_code = 'ONCE'",
    )
    .await;

    for (code, reason) in [
        ("FREESHIP", "minimum_not_met"),
        ("PAST", "expired"),
        ("SOON", "not_yet"),
        ("ONCE", "used_up"),
    ] {
        let body = format!(r#"{{"code": "{code}"}}"#);
        let cart = customer.post(&format!("{cart}/coupons"), body).await.ok();
        let coupons = cart["coupons"].as_array().unwrap();
        let coupon = coupons
            .iter()
            .find(|coupon| coupon["code"] == code)
            .unwrap();
        assert_eq!(coupon["applied"], false, "{code}");
        assert_eq!(coupon["reason"], reason, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_coupon_is_refused_and_ten_are_enough() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let coupons = format!("{}/coupons", customer.cart_with(&[(MUG, 1)]).await);
    shop.run(
        "insert into spindle.campaigns (tenant_id, campaign_id, name, coupon_code, kind, percentage)
         select $tenant, gen_random_uuid(), 'C', 'C-' || n, 'percentage', 1 from generate_series(1, 11) n",
    )
    .await;

    customer
        .post(&coupons, r#"{"code": "NOPE"}"#)
        .await
        .refused(422, "COUPON_UNKNOWN");
    for n in 1..=10 {
        customer
            .post(&coupons, format!(r#"{{"code": "C-{n}"}}"#))
            .await
            .ok();
    }
    let error = customer
        .post(&coupons, r#"{"code": "C-11"}"#)
        .await
        .refused(422, "TOO_MANY_COUPONS");
    assert!(error["message"].as_str().unwrap().contains("10"), "{error}");
    // One that is there already is no eleventh.
    customer.post(&coupons, r#"{"code": "C-1"}"#).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_whose_campaign_is_stopped_is_unknown_from_then_on() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let coupons = format!("{cart}/coupons");
    let coupon = r#"{"code": "SUMMER10"}"#;
    customer.post(&coupons, coupon).await.ok();

    shop.run("update spindle.campaigns set status = 'paused' where tenant_id = $tenant and coupon_code = 'SUMMER10'")
        .await;

    let shown = customer.get(&cart).await.ok();
    let expected = harness::json!([{ "code": "SUMMER10", "applied": false, "reason": "unknown" }]);
    assert_eq!(shown["coupons"], expected);
    assert_eq!(shown["changes"][0]["to"], "unknown");
    customer
        .post(&coupons, coupon)
        .await
        .refused(422, "COUPON_UNKNOWN");
}
