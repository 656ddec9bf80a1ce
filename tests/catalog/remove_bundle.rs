//! `DELETE /api/v1/bundles/{sku}`

use harness::Shop;

use crate::races::books;

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_becomes_a_sku_without_stock() {
    let shop = Shop::open().await;
    shop.run(books::LAMPS_AND_SETS).await;
    let path = "/api/v1/bundles/SET";

    shop.customer().delete(path).await.refused(403, "FORBIDDEN");
    let stranger = shop.admin_of(&shop.another_tenant().await);
    stranger.delete(path).await.refused(404, "NOT_FOUND");
    let removed = shop.admin().delete(path).await;

    assert_eq!(removed.status.as_u16(), 204);
    shop.admin().delete(path).await.refused(404, "NOT_FOUND");
    let product = "/api/v1/products/00000000-0000-4000-8000-000000000009";
    let product = shop.visitor().get(product).await.ok();
    assert_eq!(product["variants"][1]["sku"], "SET");
    assert_eq!(product["variants"][1]["available_quantity"], 0);
}
