//! What can be done to an order, as a request that can be sent twice.

use std::time::Duration;

use harness::{Answer, MUG, PRODUCT_MUG, Person, Shop, Stop, Uuid, Value, json};

/// Longer than any cart lives.
const LONG_AGO: Duration = Duration::from_secs(100 * 24 * 3600);

/// Of checkout, when it confirms: the view, the quote, the order, and then the provider.
const CALL_OF_PROVIDER: usize = 4;

/// Something a client does. A card is the token of the sandbox.
pub enum Deed {
    /// Confirms a checkout: in cash, or with a card.
    Confirm(Option<&'static str>),
    /// Orders in one call: in cash, or with a card.
    PlaceDirect(Option<&'static str>),
    /// The sweep, when there is something to do for each of its jobs.
    Sweep,
}

/// A request that is ready to be sent, again and again.
pub struct Ready {
    person: Person,
    path: String,
    body: String,
}

impl Ready {
    pub async fn send(&self) -> Answer {
        self.person.post(&self.path, self.body.clone()).await
    }
}

impl Deed {
    /// How long the provider is waited for: not at all where it will not answer, else as long as it takes.
    pub fn patience_ms(&self) -> &'static str {
        match self {
            Self::Confirm(Some("tok_timeout_before" | "tok_timeout_after")) | Self::Sweep => "300",
            _ => "20000",
        }
    }

    /// Does everything that comes before it.
    pub async fn prepare(&self, shop: &Shop) -> Ready {
        restock(shop, 2).await;
        let customer = shop.customer();
        match self {
            Self::Confirm(card) => {
                let cart = customer.cart_with(&[(MUG, 2)]).await;
                customer
                    .post(&format!("{cart}/coupons"), r#"{"code": "SUMMER10"}"#)
                    .await
                    .ok();
                let checkout = customer.checkout_of(&cart, payment(*card)).await;
                Ready {
                    person: customer,
                    path: "/api/v1/checkout/confirm".to_owned(),
                    body: json!({ "checkout_id": checkout }).to_string(),
                }
            }
            Self::PlaceDirect(card) => Ready {
                path: "/api/v1/orders".to_owned(),
                body: direct_order(&customer, *card).to_string(),
                person: customer.with("idempotency-key", &Uuid::new_v4().to_string()),
            },
            Self::Sweep => {
                leave_behind(shop).await;
                Ready {
                    person: shop.service(),
                    path: "/internal/tick".to_owned(),
                    body: String::new(),
                }
            }
        }
    }
}

/// Something for every job of the sweep, and long enough ago.
async fn leave_behind(shop: &Shop) {
    // A cart and a checkout that nobody comes back to.
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    customer.checkout_of(&cart, payment(None)).await;
    // A provider that charged and could not say so, and one that has not been asked.
    Box::pin(Deed::Confirm(Some("tok_timeout_after")).prepare(shop))
        .await
        .send()
        .await
        .accepted();
    let unasked = Box::pin(Deed::Confirm(Some("tok_success")).prepare(shop)).await;
    shop.stop("checkout", CALL_OF_PROVIDER, Stop::Before);
    assert_eq!(unasked.send().await.status.as_u16(), 500);

    shop.move_clock(LONG_AGO).await;
}

fn payment(card: Option<&str>) -> Value {
    match card {
        Some(token) => json!({ "payment_method": "CREDIT_CARD", "payment_token": token }),
        None => json!({ "payment_method": "CASH_ON_DELIVERY" }),
    }
}

/// The body of `POST /orders` for two mugs.
pub fn direct_order(customer: &Person, card: Option<&str>) -> Value {
    let address = json!({
        "first_name": "John", "last_name": "Doe", "address_line1": "123 Main St", "city": "New York",
        "state": "NY", "postal_code": "10001", "country": "USA", "phone": "555-123-4567",
        "email": "john.doe@example.com"
    });
    let mut order = json!({
        "user_id": customer.id,
        "items": [{
            "product_id": PRODUCT_MUG, "variant_id": "00000000-0000-4000-8000-000000000101", "quantity": 2
        }],
        "shipping_address": address,
        "billing_address": address,
        "shipping_method": "STANDARD",
        "coupon_code": "SUMMER10"
    });
    for (field, value) in payment(card).as_object().unwrap() {
        order[field] = value.clone();
    }
    order
}

/// More mugs arrive.
pub async fn restock(shop: &Shop, count: u32) {
    shop.run(&format!(
        "with arrived as (
           update spindle.stock set on_hand = on_hand + {count}
            where tenant_id = $tenant and sku = 'MUG'
           returning tenant_id, sku, warehouse)
         insert into spindle.stock_movements
                (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
         select tenant_id, sku, warehouse, 'receive', {count}, 0, 'test data', 'test', spindle.clock() from arrived"
    ))
    .await;
}
