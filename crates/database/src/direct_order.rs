//! Orders that come in one call: what they need to be priced, and the one statement that places
//! them.

use api::{Fault, Tenant};
use domain::Currency;
use domain::order::{Address, Order};
use domain::quote::{Context, Quote};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::Request;
use crate::call::{call, json, optional, text, uuid};
use crate::checkout::Shortage;
use crate::pricing::{QuoteItem, RefusedItem};
use crate::request::{parameter, tenant};

/// An order as somebody wants it.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0004_carts.sql")]
pub struct DirectOrder {
    #[serde(skip)]
    pub customer_id: Uuid,
    #[serde(skip)]
    pub items: Vec<QuoteItem>,
    /// `None`: the tenant's.
    #[serde(skip)]
    pub currency: Option<Currency>,
    pub shipping_address: Address,
    pub billing_address: Address,
    pub shipping_method: String,
    pub payment_method: &'static str,
    /// The provider's token; never card data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Upper case.
    pub coupons: Vec<String>,
    /// Who places it, for the history: "customer:…", "admin:…".
    pub actor: String,
}

/// Answers of `order_draft_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrderDraftViewOutcome {
    /// Everything the quote needs.
    Found {
        /// One line per sku.
        context: Box<Context>,
    },
    /// There is no such tenant.
    UnknownTenant,
    /// The tenant does not sell in this currency.
    CurrencyNotOffered {
        /// Those it sells in.
        currencies: Vec<Currency>,
    },
    /// Some items cannot be ordered.
    Refused {
        /// Which, and why.
        items: Vec<RefusedItem>,
    },
    /// More skus than a cart may hold.
    TooManyLines {
        /// The most there can be.
        limit: i64,
    },
    /// More coupons than a cart may hold.
    TooManyCoupons {
        /// The most there can be.
        limit: i64,
    },
    /// The items of one sku add up to too much.
    QuantityTooLarge {
        /// Of which.
        sku: String,
        /// The most there can be.
        limit: i64,
    },
    /// The tenant does not ship that way.
    UnknownShippingMethod {
        /// As asked for.
        code: String,
    },
    /// The key is known: what was answered then.
    #[serde(untagged)]
    Answered(PlaceDirectOrderOutcome),
}

/// Answers of `place_direct_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PlaceDirectOrderOutcome {
    /// The order.
    Placed {
        /// As it was after placing.
        order: Box<Order>,
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
    /// The key was first used with another request.
    KeyReused,
}

/// `spindle.order_draft_view`
pub async fn order_draft_view(
    of: &Tenant,
    request: Option<&Request>,
    order: &DirectOrder,
) -> Result<OrderDraftViewOutcome, Fault> {
    let destination = json!({
        "country": order.shipping_address.country_code,
        "region": order.shipping_address.state,
    });
    call(
        "select spindle.order_draft_view($1, $2, $3::text::jsonb, $4::text::jsonb, $5::text::jsonb, $6, $7, $8::text::jsonb)::text as answer",
        vec![
            tenant(of),
            uuid(order.customer_id),
            parameter(request)?,
            json(&order.items)?,
            json(&order.coupons)?,
            text(&order.shipping_method),
            optional(order.currency.map(Currency::code), text),
            json(&destination)?,
        ],
    )
    .await
}

/// `spindle.place_direct_order`: `quote` was made for the draft of `order`.
pub async fn place_direct_order(
    of: &Tenant,
    request: Option<&Request>,
    order: &DirectOrder,
    quote: &Quote,
) -> Result<PlaceDirectOrderOutcome, Fault> {
    call(
        "select spindle.place_direct_order($1, $2, $3::text::jsonb, $4::text::jsonb, $5::text::jsonb)::text as answer",
        vec![
            tenant(of),
            uuid(order.customer_id),
            parameter(request)?,
            json(order)?,
            json(quote)?,
        ],
    )
    .await
}
