//! `GET /api/v1/orders/{id or order number}`

use harness::{MUG, Shop, Uuid, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_found_by_id_and_by_number() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = customer
        .order_of(&[(MUG, 2)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await
        .created();
    let by_id = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    let by_number = format!("/api/v1/orders/{}", order["order_number"].as_str().unwrap());

    assert_eq!(customer.get(&by_id).await.ok(), order);
    assert_eq!(customer.get(&by_number).await.ok(), order);
    assert_eq!(shop.admin().get(&by_number).await.ok(), order);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_order_is_not_there() {
    let shop = Shop::open().await;
    let order = shop
        .customer()
        .order_of(&[(MUG, 2)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await
        .created();
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());

    shop.customer().get(&path).await.refused(404, "NOT_FOUND");
    shop.stranger()
        .await
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
    shop.visitor()
        .get(&path)
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.customer()
        .get(&format!("/api/v1/orders/{}", Uuid::new_v4()))
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .get("/api/v1/orders/ORD-0000000000")
        .await
        .refused(404, "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_number_says_nothing_about_volume() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let order = customer
            .order_of(&[(MUG, 1)], json!({ "payment_method": "CASH_ON_DELIVERY" }))
            .await
            .created();
        numbers.push(order["order_number"].as_str().unwrap().to_owned());
    }

    for number in &numbers {
        let signs = number.strip_prefix("ORD-").unwrap();
        assert!(
            signs.len() == 10
                && signs
                    .chars()
                    .all(|c| "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(c)),
            "{number}"
        );
    }
    assert!(
        numbers
            .iter()
            .all(|n| n[..6] != numbers[0][..6] || n == &numbers[0]),
        "{numbers:?}"
    );
}

/// As a crash between placing and paying leaves it.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_waits_for_its_money_says_until_when_the_goods_are_held() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let order = customer.order_of(&[(MUG, 2)], card).await.accepted();
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    // The provider has been asked: the hold has no end.
    assert_eq!(order.get("expires_at"), None);

    shop.run(
        "update spindle.reservations set expires_at = '2026-11-20T12:15:00Z' where tenant_id = $tenant",
    )
    .await;

    let held = customer.get(&path).await.ok();
    assert_eq!(held["expires_at"], "2026-11-20T12:15:00.000Z");
    shop.run("update spindle.orders set status = 'CONFIRMED' where tenant_id = $tenant")
        .await;
    assert_eq!(customer.get(&path).await.ok().get("expires_at"), None);
}
