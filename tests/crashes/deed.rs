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
    /// Changes an order that was placed, in cash or with a card, and has come so far.
    Change {
        card: Option<&'static str>,
        /// When a card is charged: the setting of the shop.
        capture: &'static str,
        /// What an admin did before.
        before: &'static [Step],
        who: Who,
        step: Step,
    },
    /// The sweep, when there is something to do for each of its jobs.
    Sweep,
}

/// What follows the path of an order, and the body.
pub type Step = (&'static str, &'static str);

pub const CANCEL: Step = ("/cancel", r#"{"reason": "test"}"#);
pub const SHIP: Step = ("/ship", r#"{"carrier": "POST", "tracking_number": "T1"}"#);
pub const DELIVER: Step = ("/deliver", "{}");
pub const RETURN: Step = ("/return", r#"{"reason": "test"}"#);
pub const REFUND: Step = ("/refund", r#"{"amount": 5.00, "reason": "test"}"#);
pub const COLLECT: Step = ("/payments", r#"{"reference": "by courier"}"#);

/// Who changes an order.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    Customer,
    Admin,
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
        let card = match self {
            Self::Confirm(card) | Self::PlaceDirect(card) | Self::Change { card, .. } => *card,
            Self::Sweep => return "300",
        };
        match card {
            Some(token) if token.contains("timeout") => "300",
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
            Self::Change {
                card,
                capture,
                before,
                who,
                step: (verb, body),
            } => {
                shop.run(&format!(
                    "update spindle.tenants set capture = '{capture}' where tenant_id = $tenant"
                ))
                .await;
                let path = placed(&customer, *card).await;
                for (verb, body) in *before {
                    let done = shop.admin().post(&format!("{path}{verb}"), *body).await;
                    assert!(done.status.is_success(), "{verb}: {done:#?}");
                }
                let person = match who {
                    Who::Customer => customer,
                    Who::Admin => shop.admin(),
                };
                Ready {
                    person: person.with("idempotency-key", &Uuid::new_v4().to_string()),
                    path: format!("{path}{verb}"),
                    body: (*body).to_owned(),
                }
            }
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

/// Orders two mugs; the path of the order.
pub async fn placed(customer: &Person, card: Option<&str>) -> String {
    let body = direct_order(customer, card).to_string();
    let answer = customer.post("/api/v1/orders", body).await;
    assert!(answer.status.is_success(), "{answer:#?}");
    format!("/api/v1/orders/{}", answer.body["id"].as_str().unwrap())
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

    // An order that was delivered, and one that is not being paid.
    let delivered = placed(&shop.customer(), None).await;
    for (verb, body) in [SHIP, DELIVER] {
        shop.admin()
            .post(&format!("{delivered}{verb}"), body)
            .await
            .ok();
    }
    let unpaid = placed(&shop.customer(), Some("tok_pending")).await;
    let unpaid = unpaid.rsplit('/').next().unwrap();
    shop.run(&format!(
        "update spindle.payment_attempts set status = 'declined', ask_after = null where order_id = '{unpaid}';
         update spindle.reservations set expires_at = spindle.clock() where order_id = '{unpaid}'"
    ))
    .await;

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
