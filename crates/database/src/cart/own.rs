//! The cart that a customer goes on with.

use api::{Fault, Tenant};
use serde::Deserialize;
use uuid::Uuid;

use super::CartAndContext;
use crate::call::{call, uuid};
use crate::request::tenant;

/// Answers of `own_cart_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OwnCartViewOutcome {
    /// The cart the customer wrote to last.
    Found(Box<CartAndContext>),
    /// The customer has no open cart.
    NotFound,
}

/// `spindle.own_cart_view`
pub async fn own_cart_view(of: &Tenant, customer_id: Uuid) -> Result<OwnCartViewOutcome, Fault> {
    call(
        "select spindle.own_cart_view($1, $2)::text as answer",
        vec![tenant(of), uuid(customer_id)],
    )
    .await
}
