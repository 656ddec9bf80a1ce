//! Changing the lines of an order: what that needs to be priced, and the one statement that does it.

use api::{Fault, Tenant};
use domain::order::{Difference, Order};
use domain::quote::{Context, Quote};
use serde::{Deserialize, Serialize};
use spin_sdk::pg::ParameterValue;
use uuid::Uuid;

use crate::Owner;
use crate::call::{call, json, number};
use crate::checkout::Shortage;
use crate::life::{Change, OrderRefusal};
use crate::owner::anybodys;
use crate::pricing::QuoteItem;
use crate::request::tenant;

/// What is to become of the lines.
#[derive(Debug, Serialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Edit {
    /// A line more.
    Add {
        /// What.
        item: QuoteItem,
        /// How much of it.
        quantity: i64,
    },
    /// Another quantity of a line.
    Change {
        /// Which.
        line_id: Uuid,
        /// From now on.
        quantity: i64,
    },
    /// A line less.
    Remove {
        /// Which.
        line_id: Uuid,
    },
}

/// Why an order is not edited (`spindle.edit_refusal`).
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum EditRefusal {
    /// A payment is under way for what it costs now.
    PaymentUnderWay,
    /// It cannot be changed at all.
    #[serde(untagged)]
    Order(OrderRefusal),
}

/// Answers of `order_edit_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrderEditViewOutcome {
    /// Everything the quote needs.
    Found {
        /// Of the order; it is written to this one, or not at all.
        version: i64,
        /// With the lines as they are wanted.
        context: Box<Context>,
    },
    /// The order has no such line.
    UnknownLine,
    /// Something of the line is shipped.
    LineShipped,
    /// Without it nothing would be left.
    LastLine,
    /// Not sold, or not in the order's currency.
    UnknownItem,
    /// The product has several variants.
    VariantRequired,
    /// More lines than a cart may hold.
    TooManyLines {
        /// The most there can be.
        limit: i64,
    },
    /// More of it than a cart may hold.
    QuantityTooLarge {
        /// The most there can be.
        limit: i64,
    },
    /// The key is known: what was answered then. Or it cannot be edited.
    #[serde(untagged)]
    Answered(EditOrderOutcome),
}

/// Answers of `edit_order`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum EditOrderOutcome {
    /// It is done.
    Edited {
        /// What has changed.
        difference: Box<Difference>,
        /// As it is now.
        order: Box<Order>,
    },
    /// What it would be.
    Previewed {
        /// What would change.
        difference: Box<Difference>,
        /// As it is.
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
    /// It cannot be edited.
    #[serde(untagged)]
    Refused(EditRefusal),
}

/// `spindle.order_edit_view`: `owner` is `None` for an admin.
pub async fn order_edit_view(
    of: &Tenant,
    owner: Option<&Owner>,
    change: &Change<'_>,
    edit: &Edit,
) -> Result<OrderEditViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    let [once, actor, reference, version] = change.parameters()?;
    call(
        "select spindle.order_edit_view($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8::text::jsonb)::text as answer",
        vec![
            tenant(of),
            customer_id,
            cart_token,
            once,
            actor,
            reference,
            version,
            json(edit)?,
        ],
    )
    .await
}

/// `spindle.edit_order`: `quote` was made for `version`, whatever version the change names.
pub async fn edit_order(
    of: &Tenant,
    owner: Option<&Owner>,
    change: &Change<'_>,
    version: i64,
    quote: &Quote,
    dry_run: bool,
) -> Result<EditOrderOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    let [once, actor, reference, _] = change.parameters()?;
    call(
        "select spindle.edit_order($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8::text::jsonb, $9)::text as answer",
        vec![
            tenant(of),
            customer_id,
            cart_token,
            once,
            actor,
            reference,
            number(version),
            json(quote)?,
            ParameterValue::Boolean(dry_run),
        ],
    )
    .await
}
