//! Carts of guests: whoever shows the secret has the cart, from the first item to the order,
//! and nobody else has it.

use harness::{MUG, Person, Shop, Value, json};

/// Each request to a cart: method, what follows its path, body.
const REQUESTS: &[(&str, &str, &str)] = &[
    ("GET", "", ""),
    ("POST", "/items", r#"{"sku": "MUG", "quantity": 1}"#),
    ("PATCH", "/items/{line}", r#"{"quantity": 3}"#),
    ("DELETE", "/items/{line}", ""),
    ("POST", "/coupons", r#"{"code": "SUMMER10"}"#),
    ("DELETE", "/coupons/SUMMER10", ""),
];

async fn send(person: &Person, cart: &str, line: &str, request: (&str, &str, &str)) -> u16 {
    let (method, rest, body) = request;
    let path = format!("{cart}{}", rest.replace("{line}", line));
    let body = (!body.is_empty()).then(|| body.into());
    let answer = person.send(method.parse().unwrap(), &path, body).await;
    answer.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_shows_the_secret_has_the_cart() {
    let shop = Shop::open().await;
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 2)]).await;
    let before = guest.get(&cart).await.ok();
    let line = before["items"][0]["id"].as_str().unwrap();
    let (other_guest, _) = shop.visitor().guest_with(&[]).await;
    let stranger = shop.stranger().await;
    let elsewhere = guest.with("x-tenant", "another-shop");

    for request in REQUESTS {
        for (who, status) in [
            (&other_guest, 404),
            (&elsewhere, 404),
            (&shop.customer(), 404),
            (&stranger, 404),
            // Who is signed in is that customer, whatever else is shown.
            (&shop.customer().with("cart-token", &"A".repeat(43)), 404),
            (&guest.without("cart-token"), 401),
            (&guest.without("x-tenant"), 401),
            (&guest.with("cart-token", "short"), 400),
            (&guest.with("authorization", "Bearer x"), 401),
            (&shop.admin(), 403),
        ] {
            assert_eq!(
                send(who, &cart, line, *request).await,
                status,
                "{request:?}"
            );
        }
    }

    assert_eq!(guest.get(&cart).await.ok(), before);
    for request in REQUESTS {
        let status = send(&guest, &cart, line, *request).await;
        // The line was removed before the coupon was entered.
        assert!([200, 201].contains(&status), "{request:?}: {status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guests_key_is_remembered_for_that_guest() {
    let shop = Shop::open().await;
    let (one, one_cart) = shop.visitor().guest_with(&[]).await;
    let (other, other_cart) = shop.visitor().guest_with(&[]).await;
    let item = json!({ "sku": MUG, "quantity": 2 }).to_string();
    let add = async |guest: &Person, cart: &str| {
        let guest = guest.with("idempotency-key", "k");
        guest.post(&format!("{cart}/items"), item.clone()).await
    };

    let first = add(&one, &one_cart).await;
    let again = add(&one, &one_cart).await;
    let others = add(&other, &other_cart).await;

    assert_eq!(first.text, again.text);
    assert_eq!(first.created()["items"][0]["quantity"], 2);
    assert_eq!(others.created()["items"][0]["quantity"], 2);
    let kept = shop
        .rows("select principal from spindle.idempotency_keys where tenant_id = $tenant")
        .await;
    let is_hash = |row: &Value| {
        let principal = row["principal"].as_str().unwrap();
        principal.len() == "guest:".len() + 64 && principal.starts_with("guest:")
    };
    assert_eq!(
        (kept.len(), kept.iter().all(is_hash)),
        (2, true),
        "{kept:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_can_order_and_read_the_order() {
    let shop = Shop::open().await;
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 2)]).await;
    let (other_guest, _) = shop.visitor().guest_with(&[]).await;

    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = guest.checkout_of(&cart, payment).await;
    let checkout_path = format!("/api/v1/checkout/{checkout}");
    for other in [&other_guest, &shop.customer()] {
        let refused = [
            other.get(&checkout_path).await,
            other.confirm(&checkout).await,
        ];
        for answer in refused {
            answer.refused(404, "NOT_FOUND");
        }
    }
    let order = guest.confirm(&checkout).await.created();

    assert_eq!(order["user_id"], Value::Null);
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    assert_eq!(guest.get(&path).await.ok(), order);
    assert_eq!(shop.admin().get(&path).await.ok(), order);
    for other in [&other_guest, &shop.customer(), &shop.stranger().await] {
        other.get(&path).await.refused(404, "NOT_FOUND");
    }
    let owner = shop
        .row(
            "select o.customer_id, o.token_hash = c.token_hash as is_the_guests
               from spindle.orders o join spindle.carts c using (tenant_id, cart_id)
              where o.tenant_id = $tenant",
        )
        .await;
    assert_eq!(owner, json!({ "customer_id": null, "is_the_guests": true }));
}
