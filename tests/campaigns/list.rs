//! `GET /api/v1/campaigns`

use harness::{Shop, Value, json};

use super::{made, with};

fn names(page: &Value) -> Vec<&str> {
    let campaigns = page["campaigns"].as_array().unwrap();
    campaigns
        .iter()
        .map(|c| c["name"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn campaigns_are_listed_the_newest_first() {
    let shop = Shop::open().await;
    shop.run("update spindle.campaigns set created_at = '2020-01-01' where tenant_id = $tenant")
        .await;
    let admin = shop.admin();
    for (number, name) in ["First", "Second", "Third"].iter().enumerate() {
        let path = made(&admin, with(json!({ "name": name }))).await;
        let id = path.rsplit('/').next().unwrap();
        shop.run(&format!(
            "update spindle.campaigns set created_at = '2026-01-0{}' where tenant_id = $tenant and campaign_id = '{id}'",
            number + 1
        ))
        .await;
    }

    let first = admin.get("/api/v1/campaigns?limit=2").await.ok();
    assert_eq!(names(&first), ["Third", "Second"]);
    let after = first["next"].as_str().unwrap();
    let second = admin
        .get(&format!("/api/v1/campaigns?limit=2&after={after}"))
        .await
        .ok();
    assert_eq!(names(&second)[0], "First");
    let after = second["next"].as_str().unwrap();
    let last = admin
        .get(&format!("/api/v1/campaigns?limit=2&after={after}"))
        .await
        .ok();
    assert_eq!((names(&last).len(), &last["next"]), (2, &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_narrowed_down() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    made(
        &admin,
        with(json!({ "name": "Half 50%_off", "status": "paused", "type": "catalog" })),
    )
    .await;
    for (query, expected) in [
        ("status=paused", vec!["Half 50%_off"]),
        ("type=catalog", vec!["Half 50%_off"]),
        ("kind=free_shipping", vec!["Free shipping"]),
        ("q=HALF", vec!["Half 50%_off"]),
        // No pattern.
        ("q=%25_o", vec!["Half 50%_off"]),
        ("q=_a", vec![]),
        // By code.
        ("q=freesh", vec!["Free shipping"]),
        ("q=once&status=paused", vec![]),
    ] {
        let page = admin.get(&format!("/api/v1/campaigns?{query}")).await.ok();
        assert_eq!(names(&page), expected, "{query}");
    }
    for query in [
        "status=over",
        "type=x",
        "kind=x",
        "limit=101",
        "after=x",
        "color=red",
    ] {
        let answer = admin.get(&format!("/api/v1/campaigns?{query}")).await;
        answer.refused(422, "VALIDATION_FAILED");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_holds_the_shops_own_campaigns() {
    let shop = Shop::open().await;
    let others = shop
        .stranger_admin()
        .await
        .get("/api/v1/campaigns")
        .await
        .ok();
    let mine = shop.admin().get("/api/v1/campaigns").await.ok();
    for campaign in mine["campaigns"].as_array().unwrap() {
        assert!(!others["campaigns"].as_array().unwrap().contains(campaign));
    }
    let nowhere = shop.admin_of("no-such-shop").get("/api/v1/campaigns").await;
    nowhere.refused(404, "NOT_FOUND");
    shop.customer()
        .get("/api/v1/campaigns")
        .await
        .refused(403, "FORBIDDEN");
}
