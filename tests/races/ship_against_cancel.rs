//! The shop packs the parcel while the customer cancels.

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_shipped_or_cancelled_and_never_both() {
    for ship_first in [true, false] {
        let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
            return;
        };
        let (customer, admin) = (shop.customer(), shop.admin());
        let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
        let order = customer.order_of(&[(MUG, 2)], cod).await.created();
        let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
        let ship = format!("{path}/ship");
        let lock = shop
            .lock("select from spindle.orders where tenant_id = $tenant for update")
            .await;

        // Whoever waits first goes first.
        let second_goes = || async { shop.until_waiting(1).await };
        let (shipped, cancelled, ()) = tokio::join!(
            async {
                if !ship_first {
                    second_goes().await;
                }
                admin.post(&ship, "{}").await
            },
            async {
                if ship_first {
                    second_goes().await;
                }
                customer.delete(&path).await
            },
            async {
                shop.until_waiting(2).await;
                lock.release().await;
            }
        );

        let (on_hand, status) = if ship_first {
            shipped.ok();
            let error = cancelled.refused(409, "INVALID_TRANSITION");
            assert_eq!(error["details"][0]["status"], "SHIPPED");
            (98, "SHIPPED")
        } else {
            cancelled.ok();
            let error = shipped.refused(409, "INVALID_TRANSITION");
            assert_eq!(error["details"][0]["status"], "CANCELLED");
            (100, "CANCELLED")
        };
        let now = shop
            .row(
                "select o.status, s.on_hand, (select count(*) from spindle.shipments p where p.tenant_id = o.tenant_id) as shipments
                   from spindle.orders o join spindle.stock s on s.tenant_id = o.tenant_id and s.sku = 'MUG'
                  where o.tenant_id = $tenant",
            )
            .await;
        assert_eq!(
            now,
            json!({ "status": status, "on_hand": on_hand, "shipments": u32::from(ship_first) })
        );
        shop.verify().await;
    }
}
