//! `GET /api/v1/attention/{id}`

use harness::{Need, Value, json};

use crate::callbacks::sending::patient;

use super::{number, paid_twice};

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_sees_why_and_what_to_do() {
    let Some(shop) = patient(&[Need::Statements]).await else {
        return;
    };
    let order = paid_twice(&shop).await;
    let id = number(&shop, &order).await;

    let asked = shop.admin();
    let path = format!("/api/v1/attention/{id}");
    let (answer, statements) = shop.statements_of(asked.get(&path)).await;

    assert_eq!(statements.len(), 1);
    assert!(
        answer.text.contains(
            r#""total_amount":32.00,"amount_paid":32.00,"amount_refunded":0.00,"amount_due":0.00"#
        ),
        "{}",
        answer.text
    );
    let shown = answer.ok();
    assert_eq!(
        (&shown["reason"], &shown["proposed_action"]),
        (&json!("payment_repeated"), &json!("refund"))
    );
    assert_eq!(
        (&shown["order"]["id"], &shown["order"]["status"]),
        (&json!(order), &json!("CONFIRMED"))
    );
    assert_eq!(shown["detail"]["amount"], "32.00");
    assert_eq!(shown["detail"]["expected_minor"], 3200);
    for empty in ["resolved_at", "resolved_by", "resolution"] {
        assert_eq!(shown[empty], Value::Null);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_admin_of_the_shop_sees_it() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = paid_twice(&shop).await;
    let path = format!("/api/v1/attention/{}", number(&shop, &order).await);
    let other = shop.another_tenant().await;

    shop.customer().get(&path).await.refused(403, "FORBIDDEN");
    shop.visitor()
        .get(&path)
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.admin_of(&other)
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
    shop.admin()
        .get("/api/v1/attention/0")
        .await
        .refused(404, "NOT_FOUND");
    shop.admin()
        .get("/api/v1/attention/one")
        .await
        .refused(422, "VALIDATION_FAILED");
}
