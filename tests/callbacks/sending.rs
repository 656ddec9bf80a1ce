//! A provider, as it signs and sends. Signing is written out here once more, by the words of the
//! standard, so that a mistake in the shop does not agree with itself.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use harness::{Answer, MUG, Need, Person, Shop, Value, json};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What [`known`] providers sign with.
pub const SECRET: &[u8] = b"a secret of thirty-two bytes....";

/// Two mugs for 25.00, 2.00 tax, 5.00 shipping.
pub const TOTAL: &str = "32.00";

/// A shop that waits for its payment provider as long as a busy machine may take: what is unknown
/// is not what these tests are about.
pub async fn patient(needs: &[Need]) -> Option<Shop> {
    let needs = [needs, &[Need::Variables]].concat();
    Shop::open_with(&needs, &[("payment_timeout_ms", "20000")]).await
}

/// Now, in seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs()
}

/// `v1,…`
pub fn signature(secret: &[u8], id: &str, timestamp: u64, body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret)
        .unwrap()
        .chain_update(format!("{id}.{timestamp}."))
        .chain_update(body)
        .finalize();
    format!("v1,{}", BASE64_STANDARD.encode(mac.into_bytes()))
}

/// Gives a provider of the shop a secret that never ends.
pub async fn give_secret(shop: &Shop, provider: &str, secret: &[u8]) {
    let secret = BASE64_STANDARD.encode(secret);
    shop.run(&format!(
        "insert into spindle.callback_secrets (tenant_id, provider, secret, created_at)
         values ($tenant, '{provider}', decode('{secret}', 'base64'), spindle.clock())"
    ))
    .await;
}

/// The path of a provider's callbacks.
pub fn path(shop: &Shop, provider: &str) -> String {
    format!("/api/v1/callbacks/{provider}?tenant={}", shop.tenant)
}

/// Somebody without a token who sends these headers.
pub fn sender(shop: &Shop, id: &str, timestamp: &str, signatures: &str) -> Person {
    shop.visitor()
        .without("x-tenant")
        .with("webhook-id", id)
        .with("webhook-timestamp", timestamp)
        .with("webhook-signature", signatures)
}

/// A message of the provider "acme", signed with [`SECRET`], now.
pub async fn send(shop: &Shop, id: &str, event: &Value) -> Answer {
    let (body, at) = (event.to_string(), now());
    let signed = signature(SECRET, id, at, body.as_bytes());
    sender(shop, id, &at.to_string(), &signed)
        .post(&path(shop, "acme"), body)
        .await
}

/// The status of an answer and what has become of its event: "200 applied".
pub fn fate(answer: &Answer) -> String {
    let status = answer.body["status"].as_str().unwrap_or_default();
    format!("{} {status}", answer.status.as_u16())
}

/// An event about an order.
pub fn event(kind: &str, order: &str, data: Value) -> Value {
    let mut event = json!({ "type": kind, "timestamp": "2026-11-20T12:00:00Z", "data": data });
    event["data"]["order"] = json!(order);
    event
}

/// That all of an order of [`pending`] is paid.
pub fn paid(order: &Pending) -> Value {
    let data = json!({ "amount": TOTAL, "currency": "USD", "reference": order.charge });
    event("payment.succeeded", &order.number, data)
}

/// An order whose payment the provider is still at.
pub struct Pending {
    /// The order.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The attempt: the key at the provider.
    pub key: String,
    /// What the provider calls it.
    pub charge: String,
}

/// A new order of two mugs, and a provider "acme" that may tell about it.
pub async fn pending(shop: &Shop) -> Pending {
    pending_of(shop, &shop.customer()).await
}

/// The same of a certain customer.
pub async fn pending_of(shop: &Shop, customer: &Person) -> Pending {
    shop.run(&format!(
        "insert into spindle.callback_secrets (tenant_id, provider, secret, created_at)
         values ($tenant, 'acme', decode('{}', 'base64'), spindle.clock()) on conflict do nothing",
        BASE64_STANDARD.encode(SECRET)
    ))
    .await;
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let order = customer.order_of(&[(MUG, 2)], card).await.accepted();
    Pending::of(shop, &order).await
}

impl Pending {
    /// What there is to know of an order.
    pub async fn of(shop: &Shop, order: &Value) -> Self {
        let id = order["id"].as_str().unwrap().to_owned();
        let attempt = shop
            .row(&format!(
                "select attempt_id, provider_reference from spindle.payment_attempts where order_id = '{id}'"
            ))
            .await;
        Self {
            number: order["order_number"].as_str().unwrap().to_owned(),
            key: attempt["attempt_id"].as_str().unwrap().to_owned(),
            charge: attempt["provider_reference"].as_str().unwrap().to_owned(),
            id,
        }
    }
}

/// All rows that say what became of the shop's orders, without ids and times: the same, however it
/// came about.
pub async fn world(shop: &Shop) -> Vec<Value> {
    shop.rows(
        "select o.status, o.payment_status, o.total_minor,
                (select jsonb_agg(jsonb_build_array(t.kind, t.amount_minor, t.currency) order by t.kind, t.amount_minor)
                   from spindle.payment_transactions t where t.order_id = o.order_id) as money,
                (select jsonb_agg(jsonb_build_array(a.kind, a.status, a.amount_minor) order by a.kind, a.amount_minor)
                   from spindle.payment_attempts a where a.order_id = o.order_id) as attempts,
                (select jsonb_agg(jsonb_build_array(r.sku, r.quantity, r.status))
                   from spindle.reservations r where r.order_id = o.order_id) as goods,
                (select jsonb_agg(jsonb_build_array(s.on_hand, s.reserved) order by s.sku)
                   from spindle.stock s where s.tenant_id = o.tenant_id) as stock,
                (select jsonb_agg(jsonb_build_array(s.tracking_number, s.delivered_at is not null) order by s.tracking_number)
                   from spindle.shipments s where s.order_id = o.order_id) as shipments,
                (select jsonb_agg(a.reason order by a.reason)
                   from spindle.attention a where a.order_id = o.order_id) as attention,
                (select jsonb_agg(e.topic order by e.topic)
                   from spindle.outbox e where e.subject = o.order_id::text) as events
           from spindle.orders o where o.tenant_id = $tenant order by o.placed_at",
    )
    .await
}

/// An order that is paid and not shipped; its id.
pub async fn confirmed(shop: &Shop) -> String {
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" });
    let order = shop.customer().order_of(&[(MUG, 2)], card).await.created();
    order["id"].as_str().unwrap().to_owned()
}

/// Ships some of an order, or all that is left; the order as it is then.
pub async fn ship(shop: &Shop, order: &str, tracking_number: &str, items: Value) -> Value {
    let mut shipment = json!({ "carrier": "DHL", "tracking_number": tracking_number });
    if !items.is_null() {
        shipment["items"] = items;
    }
    shop.admin()
        .post(
            &format!("/api/v1/orders/{order}/ship"),
            shipment.to_string(),
        )
        .await
        .ok()
}
