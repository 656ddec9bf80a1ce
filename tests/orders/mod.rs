//! See `tests/main.rs`.

mod add_item;
mod cancel;
mod change;
mod change_item;
mod collect;
mod deliver;
mod edits;
mod explain_price;
mod list;
mod list_payments;
mod number;
mod pay;
mod place;
mod place_again;
mod place_refused;
mod plans;
mod refund;
mod remove_item;
mod send_back;
mod set_status;
mod ship;
mod show;
mod show_history;
mod track;

use harness::{Answer, PRODUCT_MUG, Person, Uuid, Value, json};

/// The request of the technical design (document 3, 7.1) with goods of the test shop, and the
/// token that a card needs.
fn contract(user_id: Uuid) -> Value {
    let address = |kind: &str| {
        json!({
            "address_type": kind, "first_name": "John", "last_name": "Doe",
            "address_line1": "123 Main St", "address_line2": "Apt 4B", "city": "New York",
            "state": "NY", "postal_code": "10001", "country": "USA", "phone": "555-123-4567",
            "email": "john.doe@example.com"
        })
    };
    json!({
        "user_id": user_id,
        "items": [{
            "product_id": PRODUCT_MUG,
            "variant_id": "00000000-0000-4000-8000-000000000101",
            "quantity": 2
        }],
        "shipping_address": address("SHIPPING"),
        "billing_address": address("BILLING"),
        "payment_method": "CREDIT_CARD",
        "payment_token": "tok_success",
        "shipping_method": "STANDARD",
        "notes": "Please leave package at the door",
        "coupon_code": "SUMMER10"
    })
}

/// The same without a coupon, to be paid on delivery.
fn cod(user_id: Uuid) -> Value {
    let mut order = contract(user_id);
    order["payment_method"] = json!("CASH_ON_DELIVERY");
    order.as_object_mut().unwrap().remove("payment_token");
    order.as_object_mut().unwrap().remove("coupon_code");
    order
}

async fn place(person: &Person, order: &Value) -> Answer {
    person.post("/api/v1/orders", order.to_string()).await
}
