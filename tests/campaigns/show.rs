//! `GET /api/v1/campaigns/{id}`

use harness::{MUG, Shop, Uuid, json};

use super::{made, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_shows_how_it_is_used() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, with(json!({ "budget": 100.00, "uses": 10 }))).await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let one = shop.customer();
    one.order_of(&[(MUG, 2)], cash.clone()).await.created();
    one.order_of(&[(MUG, 4)], cash.clone()).await.created();
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let checkout = guest
        .checkout_of(
            &cart,
            json!({ "payment_method": "CASH_ON_DELIVERY", "email": "a@example.com" }),
        )
        .await;
    guest.confirm(&checkout).await.created();

    let answer = admin.get(&path).await;

    assert_eq!(answer.header("etag"), "\"1\"");
    let campaign = answer.ok();
    // 10 % of 25.00, of 50.00 and of 12.50.
    assert_eq!(
        (&campaign["used"], &campaign["spent"]),
        (&json!(3), &json!(8.75))
    );
    let figures = &campaign["figures"];
    assert_eq!(
        (
            &figures["orders"],
            &figures["customers"],
            &figures["guests"]
        ),
        (&json!(3), &json!(1), &json!(1))
    );
    assert_eq!(
        (&figures["given"], &figures["goods"]),
        (&json!(8.75), &json!(87.5))
    );
    assert_eq!(figures["days"][0]["orders"], 3);
    assert_eq!(figures["days"][0]["given"], 8.75);
    assert_eq!(figures["coupons"], json!({ "made": 0, "used": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_shops_campaign_is_not_there() {
    let shop = Shop::open().await;
    let path = made(&shop.admin(), with(json!({}))).await;

    shop.stranger_admin()
        .await
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
    let unknown = format!("/api/v1/campaigns/{}", Uuid::new_v4());
    shop.admin().get(&unknown).await.refused(404, "NOT_FOUND");
    shop.customer().get(&path).await.refused(403, "FORBIDDEN");
}
