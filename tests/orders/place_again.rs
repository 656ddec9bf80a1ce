//! `POST /api/v1/orders` that is sent again, and what becomes of its payment.

use super::{cod, contract, place};
use harness::{Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_makes_one_order_whatever_happens_in_between() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let keyed = customer.with("idempotency-key", "order-1");
    let order = contract(customer.id);

    let first = place(&keyed, &order).await;
    shop.run("update spindle.variants set status = 'inactive' where tenant_id = $tenant")
        .await;
    let again = place(&keyed, &order).await;

    assert_eq!((first.status, &first.text), (again.status, &again.text));
    assert_eq!(first.header("location"), again.header("location"));
    let mut other = order.clone();
    other["notes"] = json!("other");
    place(&keyed, &other)
        .await
        .refused(422, "IDEMPOTENCY_KEY_REUSED");
    let count = shop
        .row(
            "select (select count(*) from spindle.orders where tenant_id = $tenant) as orders,
                    (select count(*) from spindle.sandbox_charges where tenant_id = $tenant) as charges",
        )
        .await;
    assert_eq!(count, json!({ "orders": 1, "charges": 1 }));
    // The key is the customer's own.
    shop.run("update spindle.variants set status = 'active' where tenant_id = $tenant")
        .await;
    let somebody = shop.customer();
    place(
        &somebody.with("idempotency-key", "order-1"),
        &contract(somebody.id),
    )
    .await
    .created();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_remembered_under_its_key() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let keyed = customer.with("idempotency-key", "order-1");
    let mut order = cod(customer.id);
    order["items"] = json!([{ "sku": "STOVE", "quantity": 2 }]);
    place(&keyed, &order)
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");
    shop.run("update spindle.stock set on_hand = 5 where tenant_id = $tenant and sku = 'STOVE'")
        .await;

    place(&keyed, &order)
        .await
        .refused(409, "INVENTORY_UNAVAILABLE");
    place(&customer, &order).await.created();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_card_gives_everything_back() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mut order = contract(customer.id);
    order["payment_token"] = json!("tok_declined");
    order["coupon_code"] = json!("ONCE");

    let error = place(&customer, &order)
        .await
        .refused(402, "PAYMENT_DECLINED");

    let path = format!(
        "/api/v1/orders/{}",
        error["details"][0]["order_id"].as_str().unwrap()
    );
    assert_eq!(customer.get(&path).await.ok()["status"], "PAYMENT_FAILED");
    let world = shop
        .row(
            "select (select jsonb_agg(c.status) from spindle.carts c where c.tenant_id = $tenant) as carts,
                    (select on_hand from spindle.stock where tenant_id = $tenant and sku = 'MUG') as on_hand,
                    (select reserved from spindle.stock where tenant_id = $tenant and sku = 'MUG') as reserved,
                    (select count(*) from spindle.campaign_uses where tenant_id = $tenant) as uses",
        )
        .await;
    assert_eq!(
        world,
        json!({ "carts": ["open"], "on_hand": 100, "reserved": 0, "uses": 0 })
    );
    order["payment_token"] = json!("tok_success");
    place(&customer, &order).await.created();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_is_not_settled_yet_is_accepted() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    for (token, payment) in [
        ("tok_pending", "pending"),
        ("tok_timeout_before", "unknown"),
    ] {
        let mut order = contract(customer.id);
        order["payment_token"] = json!(token);

        let order = place(&customer, &order).await.accepted();

        assert_eq!(order["status"], "PENDING", "{token}");
        assert_eq!(order["payment"]["status"], payment);
    }
    // With its key, asking again asks the provider, and does not charge twice.
    let keyed = customer.with("idempotency-key", "slow");
    let mut order = contract(customer.id);
    order["payment_token"] = json!("tok_timeout_after");
    place(&keyed, &order).await.accepted();
    let paid = place(&keyed, &order).await.created();
    assert_eq!(paid["payment_status"], "PAID");
    let charges = shop
        .row("select count(*) from spindle.sandbox_charges where tenant_id = $tenant and token = 'tok_timeout_after'")
        .await;
    assert_eq!(charges["count"], 1);
}
