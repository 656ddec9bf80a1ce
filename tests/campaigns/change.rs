//! `PUT /api/v1/campaigns/{id}`

use harness::{MUG, Shop, json};

use super::{made, quoted, ten_percent, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_campaign_counts_from_the_next_quote_on() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, ten_percent()).await;
    let twenty =
        with(json!({ "discount": { "kind": "percentage", "percentage": 20 } })).to_string();

    admin
        .put(&path, twenty.clone())
        .await
        .refused(428, "PRECONDITION_REQUIRED");
    let saved = admin
        .with("if-match", "\"1\"")
        .put(&path, twenty.clone())
        .await;
    assert_eq!(saved.header("etag"), "\"2\"");
    saved.ok();
    let stale = admin.with("if-match", "\"1\"").put(&path, twenty).await;
    stale.refused(412, "STALE_VERSION");

    let mugs = json!([{ "sku": MUG, "quantity": 2 }]);
    assert_eq!(
        quoted(&shop.visitor(), mugs, json!([])).await["discount_amount"],
        5.0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_used_stays_used() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, with(json!({ "uses": 10, "budget": 50.00 }))).await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    for _ in 0..2 {
        shop.customer()
            .order_of(&[(MUG, 4)], cash.clone())
            .await
            .created();
    }
    let any = admin.with("if-match", "*");

    for fields in [json!({ "uses": 1 }), json!({ "budget": 9.99 })] {
        let error = any
            .put(&path, with(fields).to_string())
            .await
            .refused(409, "CAMPAIGN_BELOW_USED");
        assert_eq!(
            error["details"],
            json!([{ "uses": 2, "spent_minor": 1000 }])
        );
    }
    let saved = any
        .put(
            &path,
            with(json!({ "uses": 2, "budget": 10.00 })).to_string(),
        )
        .await
        .ok();
    assert_eq!((&saved["used"], &saved["spent"]), (&json!(2), &json!(10.0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_checked_like_a_new_campaign() {
    let shop = Shop::open().await;
    let path = made(&shop.admin(), with(json!({ "coupon": "MINE" }))).await;
    let any = shop.admin().with("if-match", "*");

    let taken = any
        .put(&path, with(json!({ "coupon": "FREESHIP" })).to_string())
        .await;
    taken.refused(409, "COUPON_TAKEN");
    let bad = any.put(&path, with(json!({ "uses": 0 })).to_string()).await;
    bad.refused(422, "VALIDATION_FAILED");
    // Its own code is not taken.
    any.put(&path, with(json!({ "coupon": "MINE" })).to_string())
        .await
        .ok();

    let stranger = shop.stranger_admin().await.with("if-match", "*");
    let foreign = stranger.put(&path, ten_percent().to_string()).await;
    foreign.refused(404, "NOT_FOUND");
    let customer = shop.customer().with("if-match", "*");
    customer
        .put(&path, ten_percent().to_string())
        .await
        .refused(403, "FORBIDDEN");
}
