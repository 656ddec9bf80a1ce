//! Somebody who sends requests.

use hyper::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::wire::Wire;
use crate::{Answer, CHECKOUT_STATE};

/// A customer, an admin, a visitor or a service of one tenant.
#[derive(Clone)]
pub struct Person {
    /// Customers only; nil for everybody else.
    pub id: Uuid,
    pub(crate) wire: Wire,
    pub(crate) headers: Vec<(String, String)>,
}

impl Person {
    /// `GET`
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// `POST` with a JSON body.
    pub async fn post(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.send(Method::POST, path, Some(body.into())).await
    }

    /// `PUT` with a JSON body.
    pub async fn put(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.send(Method::PUT, path, Some(body.into())).await
    }

    /// `PATCH` with a JSON body.
    pub async fn patch(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.send(Method::PATCH, path, Some(body.into())).await
    }

    /// `DELETE`
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    /// Any method; a body is announced as JSON.
    pub async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Answer {
        let mut headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        if body.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            headers.push(("content-type", "application/json"));
        }
        self.wire
            .send(method, path, &headers, body.unwrap_or_default())
            .await
    }

    /// The same person, sending one more header with each request.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut person = self.clone();
        person.headers.retain(|(known, _)| known != name);
        person.headers.push((name.to_owned(), value.to_owned()));
        person
    }

    /// The header that the person sends with each request; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(known, _)| known == name);
        header.map_or("", |(_, value)| value)
    }

    /// The same person without a header.
    pub fn without(&self, name: &str) -> Self {
        let mut person = self.clone();
        person.headers.retain(|(known, _)| known != name);
        person
    }

    /// A new cart holding `items` (sku and quantity). Returns its path.
    pub async fn cart_with(&self, items: &[(&str, u32)]) -> String {
        let cart = self.post("/api/v1/cart", "{}").await.created();
        let path = format!("/api/v1/cart/{}", text(&cart["id"]));
        self.fill(&path, items).await;
        path
    }

    /// A guest with a new cart holding `items`, and its path. To be asked of a visitor.
    pub async fn guest_with(&self, items: &[(&str, u32)]) -> (Self, String) {
        let cart = self.post("/api/v1/cart", "{}").await.created();
        let path = format!("/api/v1/cart/{}", text(&cart["id"]));
        let guest = self.with("cart-token", &text(&cart["cart_token"]));
        guest.fill(&path, items).await;
        (guest, path)
    }

    async fn fill(&self, cart_path: &str, items: &[(&str, u32)]) {
        for (sku, quantity) in items {
            let item = json!({ "sku": sku, "quantity": quantity }).to_string();
            self.post(&format!("{cart_path}/items"), item)
                .await
                .created();
        }
    }

    /// A checkout of a cart, filled in and ready to confirm. `payment` holds payment_method
    /// and, where it needs one, payment_token. Returns its id.
    pub async fn checkout_of(&self, cart_path: &str, payment: Value) -> String {
        let cart_id = cart_path.rsplit('/').next().unwrap_or_default();
        let start = json!({ "cart_id": cart_id }).to_string();
        let checkout = self.post("/api/v1/checkout/start", start).await.created();

        let mut state: Value = serde_json::from_str(CHECKOUT_STATE).expect("the fixture is JSON");
        state["checkout_id"] = checkout["id"].clone();
        for (field, value) in payment.as_object().expect("payment is an object") {
            state[field] = value.clone();
        }
        self.put("/api/v1/checkout/state", state.to_string())
            .await
            .ok();
        text(&checkout["id"])
    }

    /// Confirms a checkout.
    pub async fn confirm(&self, checkout_id: &str) -> Answer {
        let confirm = json!({ "checkout_id": checkout_id }).to_string();
        self.post("/api/v1/checkout/confirm", confirm).await
    }

    /// A placed order of `items`, paid as `payment` says.
    pub async fn order_of(&self, items: &[(&str, u32)], payment: Value) -> Answer {
        let cart = self.cart_with(items).await;
        let checkout = self.checkout_of(&cart, payment).await;
        self.confirm(&checkout).await
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("an id is a string").to_owned()
}
