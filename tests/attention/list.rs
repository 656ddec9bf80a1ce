//! `GET /api/v1/attention`

use harness::{Need, json};

use crate::callbacks::sending::patient;

use super::{number, numbers, paid_twice};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_open_comes_first_in_pages() {
    let Some(shop) = patient(&[Need::Statements]).await else {
        return;
    };
    let admin = shop.admin();
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(number(&shop, &paid_twice(&shop).await).await);
    }
    let done = json!({ "resolution": "Refunded" }).to_string();
    for id in [ids[1], ids[3]] {
        let path = format!("/api/v1/attention/{id}/resolve");
        admin.post(&path, done.clone()).await.ok();
    }

    let (all, statements) = shop.statements_of(admin.get("/api/v1/attention")).await;
    let all = all.ok();
    assert_eq!(statements.len(), 1);
    assert_eq!(numbers(&all), [ids[2], ids[0], ids[3], ids[1]]);
    assert_eq!(all["next"], json!(null));

    let mut seen = Vec::new();
    let mut path = "/api/v1/attention?limit=1".to_owned();
    loop {
        let page = admin.get(&path).await.ok();
        seen.extend(numbers(&page));
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = format!("/api/v1/attention?limit=1&after={next}");
    }
    assert_eq!(seen, [ids[2], ids[0], ids[3], ids[1]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_filtered_by_reason_order_and_state() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let admin = shop.admin();
    let (first, second) = (paid_twice(&shop).await, paid_twice(&shop).await);
    let (one, two) = (number(&shop, &first).await, number(&shop, &second).await);
    shop.run(&format!(
        "update spindle.attention set reason = 'refund_by_hand' where attention_id = {two};
         update spindle.attention set resolved_at = spindle.clock(), resolved_by = 'admin:x', resolution = 'Done'
          where attention_id = {one}"
    ))
    .await;
    let order = shop
        .row(&format!(
            "select order_number from spindle.orders where order_id = '{first}'"
        ))
        .await;
    let order = order["order_number"].as_str().unwrap();
    let other = shop.another_tenant().await;

    for (query, expected) in [
        ("reason=refund_by_hand".to_owned(), vec![two]),
        ("reason=paid_too_late".to_owned(), vec![]),
        (format!("order={first}"), vec![one]),
        (format!("order={order}"), vec![one]),
        ("order=ORD-NONE".to_owned(), vec![]),
        ("status=open".to_owned(), vec![two]),
        ("status=resolved".to_owned(), vec![one]),
        (format!("status=open&order={first}"), vec![]),
    ] {
        let page = admin.get(&format!("/api/v1/attention?{query}")).await.ok();
        assert_eq!(numbers(&page), expected, "{query}");
    }
    let nothing = shop.admin_of(&other).get("/api/v1/attention").await.ok();
    assert_eq!(nothing, json!({ "attention": [], "next": null }));
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_lists_are_refused_by_name() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let admin = shop.admin();

    for (query, field) in [
        ("after=nonsense", "after"),
        ("after=open-x", "after"),
        ("after=closed-1", "after"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("status=gone", "status"),
        ("reason=", "reason"),
        ("color=red", "color"),
    ] {
        let answer = admin.get(&format!("/api/v1/attention?{query}")).await;
        let error = answer.refused(422, "VALIDATION_FAILED");
        assert_eq!(error["details"][0]["field"], field, "{query}: {error}");
    }
    shop.customer()
        .get("/api/v1/attention")
        .await
        .refused(403, "FORBIDDEN");
    shop.visitor()
        .get("/api/v1/attention")
        .await
        .refused(401, "UNAUTHENTICATED");
}
