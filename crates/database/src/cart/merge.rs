//! A guest's cart brought into a customer's, at sign-in.

use api::{CartToken, Fault};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{CartAndContext, CartRef, CartRefusal};
use crate::call::{call, number, optional, text, uuid};
use crate::owner::customer;
use crate::request::tenant;

/// Answers of `merge_carts`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum MergeCartsOutcome {
    /// The customer's cart as it is now; the guest's is over.
    Merged {
        /// The customer's cart.
        #[serde(flatten)]
        cart: Box<CartAndContext>,
        /// What became of what was in the guest's.
        merged: MergeReport,
    },
    /// One of the two cannot be written.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// What became of the lines and coupons of a guest's cart.
#[derive(Debug, Deserialize, Serialize)]
pub struct MergeReport {
    /// Each sku of the guest's cart that the customer's holds now, and how much.
    pub lines: Vec<MergedLine>,
    /// Those that got less than was wanted.
    pub reduced: Vec<ReducedLine>,
    /// Coupons that came along.
    pub coupons: Vec<String>,
    /// Coupons for which there was no room.
    pub coupons_left_out: Vec<String>,
}

/// A sku that was in the guest's cart.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct MergedLine {
    pub sku: String,
    pub quantity: i64,
}

/// A sku that got less than was wanted.
#[derive(Debug, Deserialize, Serialize)]
pub struct ReducedLine {
    /// Of what.
    pub sku: String,
    /// What the tenant's setting says it should get.
    pub wanted: i64,
    /// What it has now; 0: it is not in the cart.
    pub got: i64,
    /// "stock", "quantity_limit" or "line_limit".
    pub reason: String,
}

/// `spindle.merge_carts`: `into` is the customer's.
pub async fn merge_carts(
    into: CartRef<'_>,
    token: &CartToken,
    guest_cart_id: Uuid,
) -> Result<MergeCartsOutcome, Fault> {
    call(
        "select spindle.merge_carts($1, $2, $3, $4, $5, $6)::text as answer",
        vec![
            tenant(into.tenant),
            customer(into.owner),
            text(token.as_str()),
            uuid(into.cart_id),
            optional(into.version, number),
            uuid(guest_cart_id),
        ],
    )
    .await
}
