//! `PATCH /api/v1/campaigns/{id}`

use harness::{MUG, Shop, json};

use super::{made, quoted, ten_percent};

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_campaign_gives_nothing_until_it_goes_on() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, ten_percent()).await;
    let mugs = json!([{ "sku": MUG, "quantity": 2 }]);

    for (status, discount, version) in [
        ("paused", 0.0, "\"2\""),
        // Again: no change, no new version.
        ("paused", 0.0, "\"2\""),
        ("active", 2.5, "\"3\""),
    ] {
        let answer = admin
            .patch(&path, json!({ "status": status }).to_string())
            .await;
        assert_eq!(answer.header("etag"), version);
        assert_eq!(answer.ok()["status"], status);
        let quote = quoted(&shop.visitor(), mugs.clone(), json!([])).await;
        assert_eq!(quote["discount_amount"], discount, "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pausing_is_for_admins_of_the_shop_who_know_the_version() {
    let shop = Shop::open().await;
    let path = made(&shop.admin(), ten_percent()).await;
    let pause = r#"{"status": "paused"}"#;

    shop.admin()
        .with("if-match", "\"7\"")
        .patch(&path, pause)
        .await
        .refused(412, "STALE_VERSION");
    shop.stranger_admin()
        .await
        .patch(&path, pause)
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .patch(&path, pause)
        .await
        .refused(403, "FORBIDDEN");
    let odd = shop.admin().patch(&path, r#"{"status": "over"}"#).await;
    odd.refused(422, "VALIDATION_FAILED");
}
