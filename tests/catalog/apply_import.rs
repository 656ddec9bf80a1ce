//! `POST /api/v1/imports/{id}/apply`

use harness::{Shop, Uuid, json};

use super::stage_rows::open_import;

#[tokio::test(flavor = "multi_thread")]
async fn all_rows_are_applied_or_none() {
    let shop = Shop::open().await;
    let csv = shop.admin().with("content-type", "text/csv");
    for (text, status, products) in [
        (
            "sku,product_name,price:USD\nA,Ant,1.00\nB,Bee,1.005\n",
            "failed",
            3,
        ),
        (
            "sku,product_name,price:USD\nA,Ant,1.00\nB,Bee,1.05\n",
            "applied",
            5,
        ),
    ] {
        let import = open_import(&shop).await;
        csv.post(&format!("{import}/rows"), text).await.ok();

        let applied = shop.admin().post(&format!("{import}/apply"), "").await.ok();

        assert_eq!(applied["status"], status, "{applied}");
        assert_eq!(shop.admin().get(&import).await.ok(), applied);
        let made = shop
            .row("select count(*) from spindle.products where tenant_id = $tenant")
            .await;
        assert_eq!(made["count"], products);
        let staged = shop
            .row("select count(*) from spindle.import_rows where tenant_id = $tenant")
            .await;
        assert_eq!(staged["count"], 0);
        if status == "failed" {
            let error = json!({ "row": 2, "column": "price:USD", "message": "must be an amount with at most 2 decimals" });
            assert_eq!(
                (&applied["errors"], &applied["error_count"]),
                (&json!([error]), &json!(1))
            );
        }
        let again = shop.admin().post(&format!("{import}/apply"), "").await;
        again.refused(409, "IMPORT_CLOSED");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_applied_by_its_own_admins() {
    let shop = Shop::open().await;
    let import = open_import(&shop).await;
    let apply = format!("{import}/apply");

    shop.customer()
        .post(&apply, "")
        .await
        .refused(403, "FORBIDDEN");
    let stranger = shop.admin_of(&shop.another_tenant().await);
    stranger.post(&apply, "").await.refused(404, "NOT_FOUND");
    let missing = format!("/api/v1/imports/{}/apply", Uuid::new_v4());
    shop.admin()
        .post(&missing, "")
        .await
        .refused(404, "NOT_FOUND");
    assert_eq!(shop.admin().get(&import).await.ok()["status"], "open");
}
