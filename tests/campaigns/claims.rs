//! Two hundred orders at once compete for the last of a campaign.

use harness::{CHECKOUT_STATE, MUG, Need, Person, Shop, Value, json};

use super::{made, with};

/// Orders a mug, and again as long as somebody else was faster. Returns the discount.
async fn order_until_placed(customer: Person) -> f64 {
    let state: Value = CHECKOUT_STATE.parse().unwrap();
    let order = json!({
        "items": [{ "sku": MUG, "quantity": 1 }], "shipping_address": state["shipping_address"],
        "shipping_method": "STANDARD", "payment_method": "CASH_ON_DELIVERY"
    });
    loop {
        let answer = customer.post("/api/v1/orders", order.to_string()).await;
        match answer.status.as_u16() {
            409 => answer.refused(409, "COUPON_USED_UP"),
            // Two hundred at once are more than a small machine has connections for.
            503 => answer.refused(503, "SERVICE_UNAVAILABLE"),
            _ => return answer.created()["discount_amount"].as_f64().unwrap(),
        };
    }
}

/// The discounts of two hundred orders that are placed at once, the largest first.
async fn orders_at_once(shop: &Shop) -> Vec<f64> {
    shop.run("update spindle.stock set on_hand = 1000 where tenant_id = $tenant and sku = 'MUG'")
        .await;
    let orders: Vec<_> = (0..200)
        .map(|_| tokio::spawn(order_until_placed(shop.customer())))
        .collect();
    let mut discounts = Vec::new();
    for order in orders {
        discounts.push(order.await.unwrap());
    }
    discounts.sort_by(|one, two| two.total_cmp(one));
    discounts
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_uses_are_used_once_each() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    made(&shop.admin(), with(json!({ "uses": 17 }))).await;

    let discounts = orders_at_once(&shop).await;

    assert_eq!(
        discounts
            .iter()
            .filter(|discount| **discount == 1.25)
            .count(),
        17
    );
    assert_eq!(
        discounts
            .iter()
            .filter(|discount| **discount == 0.0)
            .count(),
        183
    );
    let row = shop
        .row(
            "select c.uses_claimed, count(u.*) as rows, sum(o.discount_minor)::bigint as given
               from spindle.campaigns c
               join spindle.campaign_uses u using (tenant_id, campaign_id)
               join spindle.orders o using (tenant_id, order_id)
              where c.tenant_id = $tenant and c.uses_limit = 17
              group by c.uses_claimed",
        )
        .await;
    assert_eq!(
        (&row["uses_claimed"], &row["rows"], &row["given"]),
        (&json!(17), &json!(17), &json!(17 * 125))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_of_a_budget_is_given_once() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    // Nine times 1.25, and 0.33 for the one that comes last.
    made(&shop.admin(), with(json!({ "budget": 11.58 }))).await;

    let discounts = orders_at_once(&shop).await;

    assert_eq!(discounts[..9], [1.25; 9]);
    assert_eq!((discounts[9], discounts[10]), (0.33, 0.0));
    let row = shop
        .row(
            "select c.spent_minor, c.uses_claimed,
                    (select sum(u.base_minor)::bigint from spindle.campaign_uses u
                      where u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id) as given
               from spindle.campaigns c where c.tenant_id = $tenant and c.budget_minor = 1158",
        )
        .await;
    assert_eq!(
        (&row["spent_minor"], &row["uses_claimed"], &row["given"]),
        (&json!(1158), &json!(10), &json!(1158))
    );
}
