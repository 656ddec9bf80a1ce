//! `POST /api/v1/orders` that places nothing.

use super::{cod, contract, place};
use harness::{MUG, PRODUCT_MUG, PRODUCT_SHIRT, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_ordered_is_refused_by_name_and_leaves_nothing() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let coupons: Vec<_> = (0..11).map(|i| format!("CODE{i}")).collect();
    let cases = [
        ("/items", json!([]), "VALIDATION_FAILED", &["items"][..]),
        (
            "/items/0",
            json!({ "quantity": 1 }),
            "VALIDATION_FAILED",
            &["items[0].sku"],
        ),
        (
            "/items/0",
            json!({ "sku": MUG, "product_id": PRODUCT_MUG, "quantity": 1 }),
            "VALIDATION_FAILED",
            &["items[0].sku"],
        ),
        (
            "/items/0",
            json!({ "sku": "NOTHING", "quantity": 1 }),
            "ITEM_NOT_SOLD",
            &["items[0]"],
        ),
        (
            "/items/0",
            json!({ "product_id": PRODUCT_SHIRT, "quantity": 1 }),
            "ITEM_NOT_SOLD",
            &["items[0]"],
        ),
        (
            "/shipping_method",
            json!("DRONE"),
            "VALIDATION_FAILED",
            &["shipping_method"],
        ),
        (
            "/payment_method",
            json!("BARTER"),
            "VALIDATION_FAILED",
            &["payment_method"],
        ),
        (
            "/payment_token",
            json!(""),
            "VALIDATION_FAILED",
            &["payment_token"],
        ),
        (
            "/notes",
            json!("x".repeat(2001)),
            "VALIDATION_FAILED",
            &["notes"],
        ),
        (
            "/coupon_code",
            json!(""),
            "VALIDATION_FAILED",
            &["coupon_code"],
        ),
        (
            "/coupons",
            json!(coupons),
            "VALIDATION_FAILED",
            &["coupons"],
        ),
        (
            "/currency",
            json!("XXX"),
            "VALIDATION_FAILED",
            &["currency"],
        ),
        (
            "/expected_total",
            json!("much"),
            "VALIDATION_FAILED",
            &["expected_total"],
        ),
        ("/surprise", json!(1), "VALIDATION_FAILED", &["surprise"]),
        (
            "/shipping_address",
            json!(null),
            "VALIDATION_FAILED",
            &["shipping_address"],
        ),
        (
            "/shipping_address/address_type",
            json!("BILLING"),
            "VALIDATION_FAILED",
            &["shipping_address.address_type"],
        ),
        (
            "/billing_same_as_shipping",
            json!(true),
            "VALIDATION_FAILED",
            &["billing_same_as_shipping"],
        ),
        ("/addresses", json!([]), "VALIDATION_FAILED", &["addresses"]),
        (
            "/shipping_address",
            json!({ "country": "USA", "postal_code": "1" }),
            "VALIDATION_FAILED",
            &[
                "shipping_address.first_name",
                "shipping_address.last_name",
                "shipping_address.address_line1",
                "shipping_address.city",
                "shipping_address.state",
                "shipping_address.postal_code",
            ],
        ),
    ];

    for (pointer, value, code, fields) in cases {
        let mut order = contract(customer.id);
        match order.pointer_mut(pointer) {
            Some(place) => *place = value.clone(),
            None => order[&pointer[1..]] = value.clone(),
        }
        let error = place(&customer, &order).await.refused(422, code);
        let named: Vec<_> = error["details"]
            .as_array()
            .unwrap()
            .iter()
            .map(|d| d["field"].as_str().unwrap())
            .collect();
        assert_eq!(named, fields, "{pointer} = {value}");
    }
    let mut order = contract(customer.id);
    order["currency"] = json!("EUR");
    let error = place(&customer, &order)
        .await
        .refused(422, "CURRENCY_NOT_OFFERED");
    assert_eq!(error["details"][0]["field"], "currency");
    assert_eq!(error["message"], "This shop sells in USD.");
    order["currency"] = json!("USD");
    order["expected_total"] = json!(25.0);
    let error = place(&customer, &order).await.refused(409, "TOTAL_CHANGED");
    assert_eq!(
        error["details"][0],
        json!({ "expected_total": 25.0, "total_amount": 29.3 })
    );

    let world = shop
        .row(
            "select (select count(*) from spindle.orders where tenant_id = $tenant) as orders,
                    (select count(*) from spindle.carts where tenant_id = $tenant) as carts,
                    (select sum(reserved) from spindle.stock where tenant_id = $tenant) as reserved",
        )
        .await;
    assert_eq!(world, json!({ "orders": 0, "carts": 0, "reserved": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_that_gives_nothing_is_refused_with_its_reason() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let mut order = contract(customer.id);
    order["coupon_code"] = json!("freeship");
    order["coupons"] = json!(["NOBODYS", "SUMMER10"]);

    // 25.00 of goods; FREESHIP asks for 50.00.
    let error = place(&customer, &order)
        .await
        .refused(422, "COUPON_REFUSED");

    assert_eq!(
        error["details"],
        json!([
            { "code": "FREESHIP", "reason": "minimum_not_met" },
            { "code": "NOBODYS", "reason": "unknown" }
        ])
    );
    order["coupon_code"] = json!("ONCE");
    order["coupons"] = json!(["once"]);
    place(&customer, &order).await.created();
    let error = place(&customer, &order)
        .await
        .refused(422, "COUPON_REFUSED");
    assert_eq!(
        error["details"],
        json!([{ "code": "ONCE", "reason": "used_up" }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_orders_for_whom() {
    let shop = Shop::open().await;
    let (customer, other) = (shop.customer(), shop.customer());
    let mut unnamed = cod(customer.id);
    unnamed.as_object_mut().unwrap().remove("user_id");

    let own = place(&customer, &unnamed).await.created();
    assert_eq!(own["user_id"], customer.id.to_string());
    place(&customer, &cod(other.id))
        .await
        .refused(403, "FORBIDDEN");
    let error = place(&shop.admin(), &unnamed)
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "user_id");

    // An admin orders for somebody who writes in a chat; the order is the customer's.
    let chat = place(&shop.admin(), &cod(other.id)).await.created();
    assert_eq!(chat["user_id"], other.id.to_string());
    let path = format!("/api/v1/orders/{}", chat["id"].as_str().unwrap());
    assert_eq!(other.get(&path).await.ok(), chat);
    customer.get(&path).await.refused(404, "NOT_FOUND");
    let history = shop
        .rows(&format!(
            "select h.actor from spindle.order_history h where h.tenant_id = $tenant and h.order_id = '{}'",
            chat["id"].as_str().unwrap()
        ))
        .await;
    assert!(
        history[0]["actor"].as_str().unwrap().starts_with("admin:"),
        "{history:?}"
    );

    let nowhere = shop.customer_of_nowhere();
    place(&nowhere, &cod(nowhere.id))
        .await
        .refused(404, "NOT_FOUND");
    let stranger = shop.stranger().await;
    place(&stranger, &cod(customer.id))
        .await
        .refused(403, "FORBIDDEN");
    place(&shop.visitor(), &cod(customer.id))
        .await
        .refused(401, "UNAUTHENTICATED");
}
