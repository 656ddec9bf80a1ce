//! `POST /api/v1/campaigns/preview`

use harness::{MUG, Shop, Uuid, json};

use super::{made, ten_percent, with};

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_is_tried_before_it_counts() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let paused = with(json!({ "status": "paused", "starts_at": "2040-01-01", "coupon": "LATER" }));
    let path = made(&admin, paused).await;
    let id = path.rsplit('/').next().unwrap();
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;

    let body = json!({ "campaign_id": id, "cart_id": cart.rsplit('/').next() });
    let trial = admin
        .post("/api/v1/campaigns/preview", body.to_string())
        .await
        .ok();

    // 25.00 and 8 % tax: 27.00; with 10 % off 22.50 and 1.80.
    assert_eq!(
        (&trial["applied"], &trial["amount"]),
        (&json!(true), &json!(2.5))
    );
    assert_eq!(
        (
            &trial["without"]["total_amount"],
            &trial["with"]["total_amount"]
        ),
        (&json!(27.0), &json!(24.3))
    );
    assert_eq!(trial["total_difference"], -2.7);
    // The cart is what it was.
    assert_eq!(customer.get(&cart).await.ok()["total_amount"], 27.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_that_loses_says_so() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    made(&admin, with(json!({ "lane": "main" }))).await;
    let weaker =
        with(json!({ "lane": "main", "discount": { "kind": "percentage", "percentage": 5 } }));
    let stronger =
        with(json!({ "lane": "main", "discount": { "kind": "percentage", "percentage": 20 } }));
    let items = json!([{ "sku": MUG, "quantity": 2 }]);

    let preview = |campaign| json!({ "campaign": campaign, "items": items }).to_string();
    let trial = admin
        .post("/api/v1/campaigns/preview", preview(weaker))
        .await
        .ok();
    assert_eq!(
        (&trial["applied"], &trial["reason"]),
        (&json!(false), &json!("outbid"))
    );
    let trial = admin
        .post("/api/v1/campaigns/preview", preview(stronger))
        .await
        .ok();
    // 5.00 in place of 2.50, and 0.20 less tax.
    assert_eq!(
        (&trial["amount"], &trial["total_difference"]),
        (&json!(5.0), &json!(-2.7))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_tried_is_refused() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let items = json!([{ "sku": MUG, "quantity": 1 }]);
    let unknown = Uuid::new_v4();
    for (body, field) in [
        (json!({ "items": items }), "campaign_id"),
        (
            json!({ "campaign": ten_percent(), "campaign_id": unknown, "items": items }),
            "campaign_id",
        ),
        (json!({ "campaign": ten_percent() }), "cart_id"),
        (
            json!({ "campaign": ten_percent(), "cart_id": unknown, "currency": "USD" }),
            "currency",
        ),
        (json!({ "campaign": ten_percent(), "items": [] }), "items"),
        (
            json!({ "campaign": ten_percent(), "items": [{ "sku": MUG, "quantity": 0 }] }),
            "items[0].quantity",
        ),
        (
            json!({ "campaign": with(json!({ "currency": "THB" })), "items": items }),
            "campaign.currency",
        ),
    ] {
        let answer = admin
            .post("/api/v1/campaigns/preview", body.to_string())
            .await;
        let error = answer.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{body}");
    }
    for body in [
        json!({ "campaign_id": unknown, "items": items }),
        json!({ "campaign": ten_percent(), "cart_id": unknown }),
    ] {
        admin
            .post("/api/v1/campaigns/preview", body.to_string())
            .await
            .refused(404, "NOT_FOUND");
    }
    let path = made(&admin, ten_percent()).await;
    let mine = json!({ "campaign_id": path.rsplit('/').next(), "items": items }).to_string();
    let stranger = shop.stranger_admin().await;
    stranger
        .post("/api/v1/campaigns/preview", mine.clone())
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .post("/api/v1/campaigns/preview", mine)
        .await
        .refused(403, "FORBIDDEN");
}
