//! The life of an order over HTTP: the whole state table (`spindle.order_transitions`), and what only
//! time brings. See `docs/orders.md`.

mod completion;
mod docs;
mod holds;
mod table;

use harness::{MUG, Person, Shop, Value, json};

/// All that an order can be.
const STATUSES: [&str; 9] = [
    "PENDING",
    "CONFIRMED",
    "PROCESSING",
    "SHIPPED",
    "DELIVERED",
    "COMPLETED",
    "CANCELLED",
    "RETURNED",
    "PAYMENT_FAILED",
];

/// An order, and whose it is.
struct Owned {
    owner: Person,
    path: String,
}

/// What brings a fresh order there, one after the other, as an admin.
fn way_to(status: &str) -> &'static [(&'static str, &'static str, &'static str)] {
    const PROCESS: (&str, &str, &str) = ("PATCH", "/status", r#"{"status": "PROCESSING"}"#);
    const SHIP: (&str, &str, &str) = ("POST", "/ship", "{}");
    const DELIVER: (&str, &str, &str) = ("POST", "/deliver", "{}");
    const COMPLETE: (&str, &str, &str) = ("PATCH", "/status", r#"{"status": "COMPLETED"}"#);
    const CANCEL: (&str, &str, &str) = ("POST", "/cancel", r#"{"reason": "test"}"#);
    const RETURN: (&str, &str, &str) = ("POST", "/return", r#"{"reason": "test"}"#);
    match status {
        "PROCESSING" => &[PROCESS],
        "SHIPPED" => &[SHIP],
        "DELIVERED" => &[SHIP, DELIVER],
        "COMPLETED" => &[SHIP, DELIVER, COMPLETE],
        "CANCELLED" => &[CANCEL],
        "RETURNED" => &[SHIP, RETURN],
        _ => &[],
    }
}

/// An order of two mugs that has come as far as `status`, of a new customer or a new guest.
async fn order_in(shop: &Shop, status: &str, is_guest: bool) -> Owned {
    let items = [(MUG, 2)];
    let (owner, cart) = if is_guest {
        shop.visitor().guest_with(&items).await
    } else {
        let customer = shop.customer();
        let cart = customer.cart_with(&items).await;
        (customer, cart)
    };
    let payment = match status {
        "PENDING" => json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" }),
        "PAYMENT_FAILED" => {
            json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_declined" })
        }
        _ => json!({ "payment_method": "CASH_ON_DELIVERY" }),
    };
    let checkout = owner.checkout_of(&cart, payment).await;
    let placed = owner.confirm(&checkout).await.body;
    let id = placed["id"]
        .as_str()
        .or(placed["error"]["details"][0]["order_id"].as_str())
        .unwrap_or_else(|| panic!("no order: {placed}"));
    let path = format!("/api/v1/orders/{id}");
    for (method, verb, body) in way_to(status) {
        let done = send(&shop.admin(), method, &format!("{path}{verb}"), body).await;
        assert!(done.status.is_success(), "{status}: {done:#?}");
    }
    assert_eq!(owner.get(&path).await.ok()["status"], status);
    Owned { owner, path }
}

async fn send(person: &Person, method: &str, path: &str, body: &str) -> harness::Answer {
    let body = Some(body.as_bytes().to_vec());
    person.send(method.parse().unwrap(), path, body).await
}

/// The state table, as SQL has it.
async fn transitions(shop: &Shop) -> Vec<Value> {
    shop.rows("select action, from_status, to_status, roles from spindle.order_transitions()")
        .await
}
