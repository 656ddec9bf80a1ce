//! Carts. Every answer brings what the cart's quote needs, so that a write is one
//! statement.

mod item;
mod merge;
mod own;

use api::{Fault, IfMatch, Shopper, Tenant};
use domain::Currency;
use domain::quote::Context;
pub use item::{Item, WrittenItem};
pub use merge::{MergeCartsOutcome, MergeReport, MergedLine, ReducedLine, merge_carts};
pub use own::{OwnCartViewOutcome, own_cart_view};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::{call, json, number, optional, text, uuid};
use crate::owner::{anybodys, cart_token, customer};
use crate::pricing::QuoteItem;
use crate::request::{parameter, tenant};
use crate::{Owner, Request};

/// A cart; its lines are in the context.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0004_carts.sql")]
pub struct Cart {
    pub id: Uuid,
    pub status: String,
    pub notes: Option<String>,
    /// Grows with every write.
    pub version: i64,
    pub created_at: String,
    pub updated_at: String,
    /// When it ends if nobody writes to it; `None`: it is over.
    pub expires_at: Option<String>,
}

/// A cart with what its quote needs.
#[derive(Clone, Debug, Deserialize)]
pub struct CartAndContext {
    /// The cart.
    pub cart: Cart,
    /// Its lines, prices, coupons and campaigns.
    pub context: Context,
}

/// Why a cart cannot be written (`spindle.lock_cart`).
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CartRefusal {
    /// No such cart, or not the caller's.
    NotFound,
    /// It has become an order.
    CartClosed,
    /// What was in it is in another cart now.
    CartMerged {
        /// That cart.
        into: Uuid,
    },
    /// Nobody wrote to it for too long.
    CartExpired,
    /// Somebody wrote to it in between.
    StaleVersion {
        /// What it is now.
        version: i64,
    },
}

/// Answers of `create_cart`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CreateCartOutcome {
    /// An empty cart.
    Created(Box<CartAndContext>),
    /// The tenant does not exist.
    UnknownTenant,
    /// The shop sells in other currencies.
    CurrencyNotOffered {
        /// In these.
        currencies: Vec<Currency>,
    },
    /// The key was first used with another request.
    KeyReused,
}

/// Answers of `cart_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CartViewOutcome {
    /// The caller's cart.
    Found(Box<CartAndContext>),
    /// It is none any more, or never was the caller's.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// Answers of `add_cart_item`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AddCartItemOutcome {
    /// The cart as it is now.
    Added(Box<CartAndContext>),
    /// Not sold, or not in the cart's currency.
    UnknownItem,
    /// The product has several variants.
    VariantRequired,
    /// The cart is full.
    TooManyLines {
        /// The most lines a cart can have.
        limit: i64,
    },
    /// The line would hold too much.
    QuantityTooLarge {
        /// The most a line can hold.
        limit: i64,
    },
    /// The key was first used with another request.
    KeyReused,
    /// The cart cannot be written.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// Answers of `change_cart_item`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ChangeCartItemOutcome {
    /// The cart as it is now.
    Changed(Box<CartAndContext>),
    /// The cart has no such line.
    UnknownLine,
    /// More than a line can hold.
    QuantityTooLarge {
        /// The most a line can hold.
        limit: i64,
    },
    /// The cart cannot be written.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// Answers of `remove_cart_item`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RemoveCartItemOutcome {
    /// The cart as it is now.
    Removed(Box<CartAndContext>),
    /// The cart has no such line.
    UnknownLine,
    /// The cart cannot be written.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// Answers of `clear_cart` and `save_cart_notes`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SaveCartOutcome {
    /// The cart as it is now.
    #[serde(alias = "cleared")]
    Saved(Box<CartAndContext>),
    /// The cart cannot be written.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// Answers of `withdraw_coupon`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum WithdrawCouponOutcome {
    /// The cart as it is now.
    Withdrawn(Box<CartAndContext>),
    /// The cart does not hold it.
    UnknownCoupon,
    /// The cart cannot be written.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// Answers of `enter_coupon`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CouponOutcome {
    /// The cart as it is now.
    Entered(Box<CartAndContext>),
    /// The tenant has no such coupon.
    UnknownCoupon,
    /// The cart holds as many as it can.
    TooManyCoupons {
        /// The most coupons a cart can hold.
        limit: i64,
    },
    /// The cart cannot be written.
    #[serde(untagged)]
    Refused(CartRefusal),
}

/// The cart of one owner, and the version that the owner has seen.
#[derive(Clone, Copy, Debug)]
pub struct CartRef<'a> {
    tenant: &'a Tenant,
    owner: &'a Owner,
    cart_id: Uuid,
    /// `None`: write to whatever version there is.
    version: Option<i64>,
}

impl<'a> CartRef<'a> {
    /// The cart that a request means, at the version it names in `If-Match`.
    pub fn new(shopper: &'a Shopper, cart_id: Uuid, if_match: Option<IfMatch>) -> Self {
        Self {
            tenant: &shopper.tenant,
            owner: &shopper.owner,
            cart_id,
            version: if_match.and_then(IfMatch::version),
        }
    }
}

/// `spindle.create_cart`
pub async fn create_cart(
    of: &Tenant,
    owner: &Owner,
    request: Option<&Request>,
    currency: Option<&str>,
) -> Result<CreateCartOutcome, Fault> {
    call(
        "select spindle.create_cart($1, $2, $3, $4::text::jsonb, $5)::text as answer",
        vec![
            tenant(of),
            customer(owner),
            cart_token(owner),
            parameter(request)?,
            optional(currency, text),
        ],
    )
    .await
}

/// `spindle.cart_view`: `owner` is `None` for an admin.
pub async fn cart_view(
    of: &Tenant,
    owner: Option<&Owner>,
    cart_id: Uuid,
) -> Result<CartViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.cart_view($1, $2, $3, $4)::text as answer",
        vec![tenant(of), customer_id, cart_token, uuid(cart_id)],
    )
    .await
}

/// `spindle.add_cart_item`
pub async fn add_cart_item(
    to: CartRef<'_>,
    request: Option<&Request>,
    wanted: &QuoteItem,
) -> Result<AddCartItemOutcome, Fault> {
    call(
        "select spindle.add_cart_item($1, $2, $3, $4::text::jsonb, $5, $6, $7::text::jsonb, $8)::text as answer",
        vec![
            tenant(to.tenant),
            customer(to.owner),
            cart_token(to.owner),
            parameter(request)?,
            uuid(to.cart_id),
            optional(to.version, number),
            json(&wanted.item)?,
            number(wanted.quantity.into()),
        ],
    )
    .await
}

/// `spindle.change_cart_item`
pub async fn change_cart_item(
    of: CartRef<'_>,
    line_id: Uuid,
    quantity: u32,
) -> Result<ChangeCartItemOutcome, Fault> {
    call(
        "select spindle.change_cart_item($1, $2, $3, $4, $5, $6, $7)::text as answer",
        vec![
            tenant(of.tenant),
            customer(of.owner),
            cart_token(of.owner),
            uuid(of.cart_id),
            optional(of.version, number),
            uuid(line_id),
            number(quantity.into()),
        ],
    )
    .await
}

/// `spindle.remove_cart_item`
pub async fn remove_cart_item(
    from: CartRef<'_>,
    line_id: Uuid,
) -> Result<RemoveCartItemOutcome, Fault> {
    call(
        "select spindle.remove_cart_item($1, $2, $3, $4, $5, $6)::text as answer",
        vec![
            tenant(from.tenant),
            customer(from.owner),
            cart_token(from.owner),
            uuid(from.cart_id),
            optional(from.version, number),
            uuid(line_id),
        ],
    )
    .await
}

/// `spindle.clear_cart`
pub async fn clear_cart(of: CartRef<'_>) -> Result<SaveCartOutcome, Fault> {
    call(
        "select spindle.clear_cart($1, $2, $3, $4, $5)::text as answer",
        vec![
            tenant(of.tenant),
            customer(of.owner),
            cart_token(of.owner),
            uuid(of.cart_id),
            optional(of.version, number),
        ],
    )
    .await
}

/// `spindle.save_cart_notes`
pub async fn save_cart_notes(of: CartRef<'_>, notes: &str) -> Result<SaveCartOutcome, Fault> {
    with_text(
        "select spindle.save_cart_notes($1, $2, $3, $4, $5, $6)::text as answer",
        of,
        notes,
    )
    .await
}

/// `spindle.enter_coupon`
pub async fn enter_coupon(into: CartRef<'_>, code: &str) -> Result<CouponOutcome, Fault> {
    with_text(
        "select spindle.enter_coupon($1, $2, $3, $4, $5, $6)::text as answer",
        into,
        code,
    )
    .await
}

/// `spindle.withdraw_coupon`
pub async fn withdraw_coupon(
    from: CartRef<'_>,
    code: &str,
) -> Result<WithdrawCouponOutcome, Fault> {
    with_text(
        "select spindle.withdraw_coupon($1, $2, $3, $4, $5, $6)::text as answer",
        from,
        code,
    )
    .await
}

async fn with_text<T: serde::de::DeserializeOwned>(
    statement: &'static str,
    cart: CartRef<'_>,
    last: &str,
) -> Result<T, Fault> {
    call(
        statement,
        vec![
            tenant(cart.tenant),
            customer(cart.owner),
            cart_token(cart.owner),
            uuid(cart.cart_id),
            optional(cart.version, number),
            text(last),
        ],
    )
    .await
}
