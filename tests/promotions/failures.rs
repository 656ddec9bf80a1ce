//! What becomes of prices and orders when a tenant's own promotions fail.

use harness::{MUG, Shop, Workshop, json};

use super::attacks::{ENDINGS, install, tenant};
use super::quote;

/// The other two policies, for an attack that can be caught and for one that cannot.
#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_met_by_each_policy() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    let attacks = [ENDINGS[0], ENDINGS[2]];
    install(&workshop, &attacks);
    let shop = workshop.open().await;
    for (index, (name, _, _, says)) in attacks.iter().enumerate() {
        let tenant = tenant(index);
        shop.open_tenant(&tenant).await;
        let customer = shop.customer_of(&tenant);

        set_policy(&shop, &tenant, "refuse").await;
        quote(&customer, 4)
            .await
            .refused(503, "SERVICE_UNAVAILABLE");

        // The built-in promotions instead: a campaign of 3.00 for everybody.
        set_policy(&shop, &tenant, "standard").await;
        shop.run(&format!(
            "insert into spindle.campaigns (tenant_id, campaign_id, name, kind, amount_minor)
             values ('{tenant}', gen_random_uuid(), 'Three', 'fixed_amount', 300)"
        ))
        .await;
        let answer = quote(&customer, 4).await.ok();
        assert_eq!(answer["discount_amount"], 3.0, "{name}");
        let asked = answer["promotions"].as_array().unwrap();
        assert_eq!(asked.len(), 2, "{name}: {answer}");
        assert_eq!(asked[0]["failure"], *says, "{name}");
        assert_eq!(asked[1]["component"], "promotions-standard", "{name}");
        assert_eq!(asked[1].get("failure"), None, "{name}");
    }
}

/// Orders of attacked tenants are placed at the policy's price, and what happened is kept with each.
#[tokio::test(flavor = "multi_thread")]
async fn no_order_is_mispriced() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    // A panic, a load outside the memory, too many adjustments.
    let attacks = [ENDINGS[0], ENDINGS[2], ENDINGS[7]];
    install(&workshop, &attacks);
    let shop = workshop.open().await;
    for (index, (name, _, _, says)) in attacks.iter().enumerate() {
        let tenant = tenant(index);
        shop.open_tenant(&tenant).await;
        let customer = shop.customer_of(&tenant);

        let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
        let order = customer.order_of(&[(MUG, 4)], cod).await.created();

        assert_eq!(order["total_amount"], 59.0, "{name}: {order}");
        assert_eq!(order["discount_amount"], 0.0, "{name}");
        let kept = shop
            .row(&format!(
                "select explanation from spindle.orders where tenant_id = '{tenant}'"
            ))
            .await;
        let kept = &kept["explanation"];
        assert_eq!(kept["promotion_failure"], *says, "{name}");
        assert_eq!(kept["promotions"][0]["failure"], *says, "{name}");
    }
}

async fn set_policy(shop: &Shop, tenant: &str, policy: &str) {
    let update = format!(
        "update spindle.tenants set promotion_policy = '{policy}' where tenant_id = '{tenant}'"
    );
    shop.run(&update).await;
}
