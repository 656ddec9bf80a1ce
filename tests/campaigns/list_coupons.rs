//! `GET /api/v1/campaigns/{id}/coupons`

use harness::{Shop, json};

use super::{made, with};

#[tokio::test(flavor = "multi_thread")]
async fn coupons_are_listed_a_page_at_a_time() {
    let shop = Shop::open().await;
    let admin = shop.admin();
    let path = made(&admin, with(json!({ "by_coupons": true }))).await;
    let coupons = format!("{path}/coupons");
    let made = admin.post(&coupons, r#"{"count": 5}"#).await.created();
    let code = |index: usize| made["coupons"][index]["code"].as_str().unwrap();
    shop.run(&format!(
        "update spindle.coupons set order_id = gen_random_uuid() where tenant_id = $tenant and code = '{}'",
        code(2)
    ))
    .await;

    let first = admin.get(&format!("{coupons}?limit=3")).await.ok();
    assert_eq!(first["coupons"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&first["coupons"][0]["code"], &first["next"]),
        (&json!(code(0)), &json!(code(2)))
    );
    let rest = admin
        .get(&format!("{coupons}?limit=3&after={}", code(2)))
        .await
        .ok();
    assert_eq!(
        (&rest["coupons"][1]["code"], &rest["next"]),
        (&json!(code(4)), &json!(null))
    );
    let used = admin.get(&format!("{coupons}?used=true")).await.ok();
    assert_eq!(used["coupons"].as_array().unwrap().len(), 1);
    assert_eq!(used["coupons"][0]["code"], code(2));
    let unused = admin.get(&format!("{coupons}?used=false")).await.ok();
    assert_eq!(unused["coupons"].as_array().unwrap().len(), 4);

    shop.stranger_admin()
        .await
        .get(&coupons)
        .await
        .refused(404, "NOT_FOUND");
    shop.customer()
        .get(&coupons)
        .await
        .refused(403, "FORBIDDEN");
}
