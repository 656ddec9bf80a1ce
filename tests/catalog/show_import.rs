//! `GET /api/v1/imports/{id}`

use harness::{Shop, Uuid};

use super::stage_rows::open_import;

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_shown_to_its_own_admins() {
    let shop = Shop::open().await;
    let import = open_import(&shop).await;

    assert_eq!(shop.admin().get(&import).await.ok()["status"], "open");
    shop.customer().get(&import).await.refused(403, "FORBIDDEN");
    let stranger = shop.admin_of(&shop.another_tenant().await);
    stranger.get(&import).await.refused(404, "NOT_FOUND");
    let missing = format!("/api/v1/imports/{}", Uuid::new_v4());
    shop.admin().get(&missing).await.refused(404, "NOT_FOUND");
}
