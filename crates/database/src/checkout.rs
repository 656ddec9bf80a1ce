//! Checkouts, and the one statement that turns them into orders.

use api::{Fault, Tenant};
use domain::order::{Address, Order};
use domain::quote::{Context, Quote};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::{call, json, number, uuid};
use crate::cart::{Cart, CartRefusal};
use crate::owner::{cart_token, customer};
use crate::request::{parameter, tenant};
use crate::{Owner, Request};

/// A checkout: what the customer has said so far.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0004_carts.sql")]
pub struct Checkout {
    pub id: Uuid,
    pub cart_id: Uuid,
    pub status: String,
    pub email: Option<String>,
    pub shipping_address: Option<Address>,
    /// The shipping address, when the bill follows the goods.
    pub billing_address: Option<Address>,
    pub billing_same_as_shipping: bool,
    pub shipping_method: Option<String>,
    pub payment_method: Option<String>,
    pub notes: Option<String>,
    /// Grows with every write.
    pub version: i64,
    /// Fields it still needs before it can be confirmed.
    pub missing: Vec<String>,
    pub started_at: String,
    pub updated_at: String,
    /// Until when it can be filled in and confirmed, unless somebody is at it again.
    pub expires_at: String,
}

/// A checkout, its cart, what its quote needs, and the order it has become.
#[derive(Debug, Deserialize)]
pub struct CheckoutAndContext {
    /// The checkout.
    pub checkout: Checkout,
    /// Its cart.
    pub cart: Cart,
    /// What the quote needs, shipping included.
    pub context: Context,
    /// `None` as long as it is open.
    pub order: Option<Order>,
}

/// What to fill in. A field that is `None` stays as it is.
#[derive(Debug, Default, Serialize)]
#[expect(missing_docs, reason = "named as in Checkout")]
pub struct CheckoutState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_address: Option<Address>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_address: Option<Address>,
    /// Whether the bill follows the goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_same: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_method: Option<String>,
    /// The provider's token; never card data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// Answers of `start_checkout`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum StartCheckoutOutcome {
    /// A new one, or the one that was open.
    Started(Box<CheckoutAndContext>),
    /// There is nothing to buy in it.
    CartEmpty,
    /// The key was first used with another request.
    KeyReused,
    /// The cart cannot be checked out.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// Answers of `checkout_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CheckoutViewOutcome {
    /// The caller's checkout.
    Found(Box<CheckoutAndContext>),
    /// No such checkout, or not the caller's.
    NotFound,
}

/// Answers of `save_checkout`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SaveCheckoutOutcome {
    /// As it is now.
    Saved(Box<CheckoutAndContext>),
    /// No such checkout, or not the caller's.
    NotFound,
    /// It has become an order.
    CheckoutCompleted,
    /// Nobody was at it for too long.
    CheckoutExpired,
    /// The tenant does not ship that way.
    UnknownShippingMethod {
        /// As asked for.
        code: String,
    },
    /// The method does not go to the address.
    NotServable {
        /// The method's.
        code: String,
        /// What was filled in last: "shipping_method" or "shipping_address".
        field: String,
    },
}

/// Answers of `place_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PlaceOrderOutcome {
    /// The order, now or at an earlier confirm.
    Placed {
        /// As it is now.
        order: Box<Order>,
    },
    /// There is nothing to buy.
    CartEmpty,
    /// Something has not been filled in.
    Incomplete {
        /// Names of fields.
        missing: Vec<String>,
    },
    /// There is too little of something.
    OutOfStock {
        /// Of what, and how much there is.
        lines: Vec<Shortage>,
    },
    /// Somebody else had the last use.
    CouponUsedUp {
        /// Their codes.
        coupons: Vec<String>,
    },
    /// Something was filled in after the quote was made.
    CheckoutChanged,
    /// Nobody was at it for too long.
    CheckoutExpired,
    /// The key was first used with another request.
    KeyReused,
    /// No such checkout, or its cart changed under the quote.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// What there is too little of.
#[derive(Debug, Deserialize)]
pub struct Shortage {
    /// The product.
    pub product_id: Uuid,
    /// Its variant.
    pub sku: String,
    /// All that the order wants of it.
    pub requested: i64,
    /// What can be had.
    pub available: i64,
}

/// `spindle.start_checkout`
pub async fn start_checkout(
    of: &Tenant,
    owner: &Owner,
    request: Option<&Request>,
    cart_id: Uuid,
) -> Result<StartCheckoutOutcome, Fault> {
    call(
        "select spindle.start_checkout($1, $2, $3, $4::text::jsonb, $5)::text as answer",
        vec![
            tenant(of),
            customer(owner),
            cart_token(owner),
            parameter(request)?,
            uuid(cart_id),
        ],
    )
    .await
}

/// `spindle.checkout_view`
pub async fn checkout_view(
    of: &Tenant,
    owner: &Owner,
    checkout_id: Uuid,
) -> Result<CheckoutViewOutcome, Fault> {
    call(
        "select spindle.checkout_view($1, $2, $3, $4)::text as answer",
        vec![
            tenant(of),
            customer(owner),
            cart_token(owner),
            uuid(checkout_id),
        ],
    )
    .await
}

/// `spindle.save_checkout`
pub async fn save_checkout(
    of: &Tenant,
    owner: &Owner,
    checkout_id: Uuid,
    state: &CheckoutState,
) -> Result<SaveCheckoutOutcome, Fault> {
    call(
        "select spindle.save_checkout($1, $2, $3, $4, $5::text::jsonb)::text as answer",
        vec![
            tenant(of),
            customer(owner),
            cart_token(owner),
            uuid(checkout_id),
            json(state)?,
        ],
    )
    .await
}

/// `spindle.place_order`: `quote` was made for `found`. A checkout that is an order already
/// needs none.
pub async fn place_order(
    of: &Tenant,
    owner: &Owner,
    request: Option<&Request>,
    found: &CheckoutAndContext,
    quote: Option<&Quote>,
) -> Result<PlaceOrderOutcome, Fault> {
    call(
        "select spindle.place_order($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8::text::jsonb)::text as answer",
        vec![
            tenant(of),
            customer(owner),
            cart_token(owner),
            parameter(request)?,
            uuid(found.checkout.id),
            number(found.checkout.version),
            number(found.cart.version),
            json(&quote)?,
        ],
    )
    .await
}

#[derive(Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum ExpireCheckoutsOutcome {
    Expired { count: u64 },
}

/// `spindle.expire_checkouts`: how many were ended that nobody was at for too long; at most
/// `limit`.
pub async fn expire_checkouts(limit: u32) -> Result<u64, Fault> {
    let ExpireCheckoutsOutcome::Expired { count } = call(
        "select spindle.expire_checkouts($1)::text as answer",
        vec![number(limit.into())],
    )
    .await?;
    Ok(count)
}
