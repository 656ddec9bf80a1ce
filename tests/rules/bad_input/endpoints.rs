//! The endpoints that take a body, each with a good one.

use harness::{CHECKOUT_STATE, MUG, PRODUCT_MUG, Person, Shop, Value, json};

/// An endpoint with a good body, and the fields in it that can be spoiled.
pub struct Endpoint {
    pub person: Person,
    pub method: &'static str,
    pub path: String,
    pub good: Value,
    /// JSON pointers to whole numbers from 1 to 9,999.
    pub numbers: &'static [&'static str],
    /// JSON pointers to bounded texts without control characters.
    pub texts: &'static [&'static str],
    /// JSON pointers to UUIDs.
    pub ids: &'static [&'static str],
}

pub async fn endpoints(shop: &Shop) -> Vec<Endpoint> {
    // A merge shows the secret of the guest's cart, too.
    let customer = shop.customer().with("cart-token", &"A".repeat(43));
    let mut endpoints = shoppers(&customer).await;
    endpoints.extend(admins(&shop.admin().with("if-match", "\"1\"")));
    endpoints
}

async fn shoppers(customer: &Person) -> Vec<Endpoint> {
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let line = customer.get(&cart).await.ok()["items"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let checkout = customer
        .checkout_of(&cart, json!({ "payment_method": "CASH_ON_DELIVERY" }))
        .await;
    let mut state: Value = CHECKOUT_STATE.parse().unwrap();
    state["checkout_id"] = json!(checkout);
    state["notes"] = json!("Ring twice");
    let order = json!({
        "items": [{ "sku": MUG, "quantity": 1 }], "shipping_address": state["shipping_address"],
        "shipping_method": "STANDARD", "payment_method": "CASH_ON_DELIVERY", "notes": "Ring twice",
        "coupon_code": "SUMMER10"
    });
    let placed = customer.order_of(&[(MUG, 1)], json!({ "payment_method": "CASH_ON_DELIVERY" }));
    let placed = placed.await.created();
    let placed = format!("/api/v1/orders/{}", placed["id"].as_str().unwrap());
    vec![
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: format!("{placed}/cancel"),
            good: json!({ "reason": "Changed my mind" }),
            numbers: &[],
            texts: &["/reason"],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: format!("{placed}/checkout"),
            good: json!({ "payment_token": "tok_success" }),
            numbers: &[],
            texts: &["/payment_token"],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: format!("{placed}/return"),
            good: json!({ "reason": "Too small", "items": [{ "item_id": checkout, "quantity": 1 }] }),
            numbers: &["/items/0/quantity"],
            texts: &["/reason"],
            ids: &["/items/0/item_id"],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: "/api/v1/orders".into(),
            good: order,
            numbers: &["/items/0/quantity"],
            texts: &[
                "/items/0/sku",
                "/notes",
                "/shipping_method",
                "/coupon_code",
                "/shipping_address/city",
                "/shipping_address/country",
            ],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: format!("{cart}/items"),
            good: json!({ "sku": MUG, "quantity": 1 }),
            numbers: &["/quantity"],
            texts: &["/sku"],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "PATCH",
            path: format!("{cart}/items/{line}"),
            good: json!({ "quantity": 1 }),
            numbers: &["/quantity"],
            texts: &[],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "PATCH",
            path: cart.clone(),
            good: json!({ "notes": "A gift" }),
            numbers: &[],
            texts: &["/notes"],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "PUT",
            path: cart.clone(),
            good: json!({ "notes": "A gift" }),
            numbers: &[],
            texts: &["/notes"],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: format!("{cart}/merge"),
            good: json!({ "cart_id": cart.rsplit('/').next() }),
            numbers: &[],
            texts: &[],
            ids: &["/cart_id"],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: format!("{cart}/coupons"),
            good: json!({ "code": "SUMMER10" }),
            numbers: &[],
            texts: &["/code"],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: "/api/v1/checkout/start".into(),
            good: json!({ "cart_id": cart.rsplit('/').next() }),
            numbers: &[],
            texts: &[],
            ids: &["/cart_id"],
        },
        Endpoint {
            person: customer.clone(),
            method: "PUT",
            path: "/api/v1/checkout/state".into(),
            good: state,
            numbers: &[],
            texts: &[
                "/notes",
                "/shipping_method",
                "/shipping_address/city",
                "/shipping_address/first_name",
            ],
            ids: &["/checkout_id"],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: "/api/v1/checkout/confirm".into(),
            good: json!({ "checkout_id": checkout }),
            numbers: &[],
            texts: &[],
            ids: &["/checkout_id"],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: "/api/v1/availability/check".into(),
            good: json!({ "items": [{ "sku": MUG, "quantity": 1 }], "destination": { "country": "US", "region": "NY" } }),
            numbers: &["/items/0/quantity"],
            texts: &[
                "/items/0/sku",
                "/destination/country",
                "/destination/region",
            ],
            ids: &[],
        },
        Endpoint {
            person: customer.clone(),
            method: "POST",
            path: "/api/v1/pricing/quote".into(),
            good: json!({ "items": [{ "sku": MUG, "quantity": 1 }], "coupons": ["SUMMER10"], "shipping_method": "STANDARD" }),
            numbers: &["/items/0/quantity"],
            texts: &["/items/0/sku", "/coupons/0", "/shipping_method"],
            ids: &[],
        },
    ]
}

/// What only staff writes. Its other fields have tests of their own.
fn admins(admin: &Person) -> Vec<Endpoint> {
    let mug = format!("/api/v1/products/{PRODUCT_MUG}");
    let endpoint = |method, path: &str, good: Value, numbers, texts| Endpoint {
        person: admin.clone(),
        method,
        path: path.to_owned(),
        good,
        numbers,
        texts,
        ids: &[],
    };
    vec![
        endpoint(
            "POST",
            "/api/v1/products",
            json!({ "name": "Ant", "description": "Small", "categories": ["insects"], "tax_class": "standard", "variants": [{ "sku": "ANT", "name": "Red" }] }),
            &[],
            &[
                "/name",
                "/description",
                "/categories/0",
                "/tax_class",
                "/variants/0/sku",
                "/variants/0/name",
            ],
        ),
        endpoint(
            "PUT",
            &mug,
            json!({ "name": "Mug", "variants": [{ "sku": "MUG", "name": "Red" }] }),
            &[],
            &["/name", "/variants/0/sku", "/variants/0/name"],
        ),
        endpoint(
            "PATCH",
            &mug,
            json!({ "status": "draft" }),
            &[],
            &["/status"],
        ),
        endpoint(
            "PUT",
            &format!("{mug}/variants/MUG"),
            json!({ "name": "Red" }),
            &[],
            &["/name"],
        ),
        endpoint(
            "PUT",
            "/api/v1/bundles/SHIRT-M",
            json!({ "components": [{ "sku": "MUG", "quantity": 2 }] }),
            &["/components/0/quantity"],
            &["/components/0/sku"],
        ),
        endpoint(
            "PUT",
            "/api/v1/warehouses/SOUTH",
            json!({ "name": "South", "country": "US", "region": "TX" }),
            &[],
            &["/name", "/country", "/region"],
        ),
        endpoint(
            "PUT",
            "/api/v1/stock/MUG/MAIN",
            json!({ "threshold": 20 }),
            &[],
            &[],
        ),
        endpoint(
            "POST",
            "/api/v1/stock/movements",
            json!({ "sku": "MUG", "warehouse": "MAIN", "kind": "receive", "quantity": 1, "reason": "Delivery" }),
            &[],
            &["/sku", "/warehouse", "/kind", "/reason"],
        ),
        endpoint(
            "PUT",
            "/api/v1/prices/MUG",
            json!({ "prices": [{ "currency": "USD", "amount": 1.5, "min_quantity": 2, "list": "standard" }] }),
            &[],
            &["/prices/0/currency", "/prices/0/list"],
        ),
        endpoint(
            "POST",
            "/api/v1/exchange-rates",
            json!({ "base": "EUR", "quote": "USD", "rate": 1.1, "source": "ECB" }),
            &[],
            &["/base", "/quote", "/source"],
        ),
        endpoint(
            "PUT",
            "/api/v1/tax-rates",
            json!({ "tax_rates": [{ "country": "US", "region": "NY", "name": "Sales tax", "rate": 0.08 }] }),
            &[],
            &[
                "/tax_rates/0/country",
                "/tax_rates/0/region",
                "/tax_rates/0/name",
            ],
        ),
        endpoint(
            "PUT",
            "/api/v1/shipping-methods/EXPRESS",
            json!({ "name": "Express", "kind": "flat", "currency": "USD", "rates": [{ "amount": 5 }] }),
            &[],
            &["/name", "/kind", "/currency"],
        ),
    ]
}
