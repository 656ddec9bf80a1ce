//! Who may ask what: each published route, without a token, with bad ones, and with a role it is
//! not for.

use harness::{Person, Shop};

/// Method, path, and whether a visitor without a token is welcome.
const ROUTES: &[(&str, &str, bool)] = &[
    ("GET", "/api/v1/products", true),
    (
        "GET",
        "/api/v1/products/00000000-0000-4000-8000-000000000001",
        true,
    ),
    ("POST", "/api/v1/availability/check", true),
    ("POST", "/api/v1/products", false),
    (
        "PUT",
        "/api/v1/products/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "PATCH",
        "/api/v1/products/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "DELETE",
        "/api/v1/products/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "PUT",
        "/api/v1/products/00000000-0000-4000-8000-000000000001/variants/X",
        false,
    ),
    ("PUT", "/api/v1/bundles/X", false),
    ("DELETE", "/api/v1/bundles/X", false),
    ("GET", "/api/v1/warehouses", false),
    ("PUT", "/api/v1/warehouses/X", false),
    ("GET", "/api/v1/stock", false),
    ("GET", "/api/v1/stock/movements", false),
    ("POST", "/api/v1/stock/movements", false),
    ("PUT", "/api/v1/stock/X/X", false),
    ("POST", "/api/v1/imports", false),
    (
        "GET",
        "/api/v1/imports/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "POST",
        "/api/v1/imports/00000000-0000-4000-8000-000000000001/rows",
        false,
    ),
    (
        "POST",
        "/api/v1/imports/00000000-0000-4000-8000-000000000001/apply",
        false,
    ),
    ("GET", "/api/v1/exports/products", false),
    ("POST", "/api/v1/pricing/quote", true),
    ("POST", "/api/v1/cart", true),
    (
        "GET",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "DELETE",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "PATCH",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "PUT",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "POST",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001/merge",
        false,
    ),
    (
        "POST",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001/items",
        false,
    ),
    (
        "PATCH",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001/items/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "DELETE",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001/items/00000000-0000-4000-8000-000000000001",
        false,
    ),
    (
        "POST",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001/coupons",
        false,
    ),
    (
        "DELETE",
        "/api/v1/cart/00000000-0000-4000-8000-000000000001/coupons/C",
        false,
    ),
    ("POST", "/api/v1/checkout/start", false),
    ("PUT", "/api/v1/checkout/state", false),
    ("POST", "/api/v1/checkout/confirm", false),
    (
        "GET",
        "/api/v1/checkout/00000000-0000-4000-8000-000000000001",
        false,
    ),
    ("GET", "/api/v1/orders", false),
    ("GET", "/api/v1/orders/status/PENDING", false),
    ("POST", "/api/v1/orders", false),
    ("GET", "/api/v1/orders/ORD-0000000000", false),
    ("PUT", "/api/v1/orders/ORD-0000000000", false),
    ("DELETE", "/api/v1/orders/ORD-0000000000", false),
    ("POST", "/api/v1/orders/ORD-0000000000/cancel", false),
    ("PATCH", "/api/v1/orders/ORD-0000000000/status", false),
    ("POST", "/api/v1/orders/ORD-0000000000/ship", false),
    ("POST", "/api/v1/orders/ORD-0000000000/deliver", false),
    ("POST", "/api/v1/orders/ORD-0000000000/return", false),
    ("POST", "/api/v1/orders/ORD-0000000000/checkout", false),
    ("GET", "/api/v1/orders/ORD-0000000000/payments", false),
    ("POST", "/api/v1/orders/ORD-0000000000/payments", false),
    ("POST", "/api/v1/orders/ORD-0000000000/refund", false),
    ("GET", "/api/v1/orders/ORD-0000000000/tracking", false),
    ("GET", "/api/v1/orders/ORD-0000000000/history", false),
    ("GET", "/api/v1/orders/ORD-0000000000/invoice", false),
    ("GET", "/api/v1/orders/ORD-0000000000/papers", false),
    (
        "GET",
        "/api/v1/orders/ORD-0000000000/papers/INV-000001",
        false,
    ),
    ("POST", "/internal/tick", false),
];

async fn ask(person: &Person, method: &str, path: &str) -> harness::Answer {
    let body = (method != "GET" && method != "DELETE").then(|| b"{}".to_vec());
    person.send(method.parse().unwrap(), path, body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_token_only_shop_windows_are_open() {
    let shop = Shop::open().await;
    let nobody = shop.visitor().without("x-tenant");
    let none_signature = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.";

    for (method, path, is_open) in ROUTES {
        let answer = ask(&nobody, method, path).await;
        assert_eq!(
            answer.header("www-authenticate"),
            "Bearer",
            "{method} {path}"
        );
        answer.refused(401, "UNAUTHENTICATED");
        if !is_open {
            ask(&shop.visitor(), method, path)
                .await
                .refused(401, "UNAUTHENTICATED");
        }
        for token in [
            "Bearer x",
            "Bearer ",
            "Basic dTpw",
            &format!("Bearer {none_signature}"),
        ] {
            let liar = shop.visitor().with("authorization", token);
            ask(&liar, method, path)
                .await
                .refused(401, "UNAUTHENTICATED");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduler_is_no_customer() {
    let shop = Shop::open().await;

    for (method, path, is_open) in ROUTES {
        if !is_open && *path != "/internal/tick" {
            ask(&shop.service(), method, path)
                .await
                .refused(403, "FORBIDDEN");
        }
    }
}
