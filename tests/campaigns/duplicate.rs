//! `POST /api/v1/campaigns/{id}/duplicate`

use harness::{MUG, Shop, json};

use super::{made, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_begins_paused_and_unused() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(
        &admin,
        with(json!({ "uses": 5, "lane": "main", "covers": { "skus": ["MUG"] } })),
    )
    .await;
    shop.customer()
        .order_of(&[(MUG, 1)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await
        .created();

    let copy = admin
        .post(&format!("{path}/duplicate"), r#"{"name": "Again"}"#)
        .await;

    let location = copy.header("location").to_owned();
    let copy = copy.created();
    let original = admin.get(&path).await.ok();
    assert_ne!(location, path);
    assert_eq!(
        (&copy["name"], &copy["status"]),
        (&json!("Again"), &json!("paused"))
    );
    assert_eq!((&copy["used"], &original["used"]), (&json!(0), &json!(1)));
    for field in ["discount", "uses", "lane", "covers", "type"] {
        assert_eq!(copy[field], original[field], "{field}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_not_copied() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, with(json!({ "coupon": "MINE" }))).await;
    let duplicate = format!("{path}/duplicate");

    let without = admin.post(&duplicate, "").await.created();
    assert_eq!(
        (&without["coupon"], &without["by_coupons"]),
        (&json!(null), &json!(true))
    );
    let own = admin
        .post(&duplicate, r#"{"coupon": "yours"}"#)
        .await
        .created();
    assert_eq!(
        (&own["coupon"], &own["by_coupons"]),
        (&json!("YOURS"), &json!(false))
    );
    let taken = admin.post(&duplicate, r#"{"coupon": "MINE"}"#).await;
    taken.refused(409, "COUPON_TAKEN");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_makes_no_second_copy() {
    let shop = Shop::open().await;
    let path = made(&shop.admin(), with(json!({}))).await;
    let duplicate = format!("{path}/duplicate");
    let admin = shop.admin().with("idempotency-key", "once");

    let first = admin.post(&duplicate, "{}").await.created();
    assert_eq!(first, admin.post(&duplicate, "{}").await.created());
    let reused = admin.post(&duplicate, r#"{"name": "X"}"#).await;
    reused.refused(422, "IDEMPOTENCY_KEY_REUSED");
    shop.stranger_admin()
        .await
        .post(&duplicate, "{}")
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .post(&duplicate, "{}")
        .await
        .refused(403, "FORBIDDEN");
}
