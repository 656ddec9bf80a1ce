//! Shipping methods and what they cost where.

use api::{Fault, Tenant};
use domain::Currency;
use domain::quote::ShippingKind;
use serde::{Deserialize, Serialize};
use spin_sdk::pg::ParameterValue;

use crate::call::{call, json, text};
use crate::request::tenant;

/// A shipping method; amounts are in the tenant's currency.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0001_tenants.sql")]
pub struct Method {
    /// Left out of what is set: the path names it.
    #[serde(skip_serializing)]
    pub code: String,
    pub name: String,
    pub kind: ShippingKind,
    pub free_from_minor: Option<i64>,
    pub position: i32,
    /// `active` or `inactive`.
    pub status: String,
    pub rates: Vec<Rate>,
}

/// What it costs in a zone from a value on.
#[derive(Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0001_tenants.sql")]
pub struct Rate {
    pub country: String,
    pub region: String,
    pub from_value: i64,
    pub amount_minor: Option<i64>,
}

/// Answers of `shipping_methods_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ShippingMethodsViewOutcome {
    /// The tenant's methods.
    Found {
        /// Of every amount.
        currency: Currency,
        /// In the order to show them.
        methods: Vec<Method>,
    },
    /// There is no such tenant.
    UnknownTenant,
}

/// Answers of `set_shipping_method`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SetShippingMethodOutcome {
    /// It is offered like this now.
    Set {
        /// As it is kept.
        method: Method,
    },
    /// The token's tenant does not exist.
    UnknownTenant,
    /// The amounts are in another currency than the tenant's.
    WrongCurrency {
        /// The tenant's.
        currency: Currency,
    },
    /// The tenant has as many as it can.
    TooManyMethods {
        /// The most methods of a tenant.
        limit: i64,
    },
    /// Two rates for the same zone and value.
    SameRateTwice {
        /// Of the rates whose zone and value an earlier one has.
        positions: Vec<usize>,
    },
}

/// Answers of `remove_shipping_method`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RemoveShippingMethodOutcome {
    /// It is not offered any more.
    Removed,
    /// No such method.
    NotFound,
}

/// `spindle.shipping_methods_view`: with `all` those that are not offered, too.
pub async fn shipping_methods_view(
    of: &Tenant,
    all: bool,
) -> Result<ShippingMethodsViewOutcome, Fault> {
    call(
        "select spindle.shipping_methods_view($1, $2)::text as answer",
        vec![tenant(of), ParameterValue::Boolean(all)],
    )
    .await
}

/// `spindle.set_shipping_method`
pub async fn set_shipping_method(
    of: &Tenant,
    currency: Currency,
    method: &Method,
) -> Result<SetShippingMethodOutcome, Fault> {
    call(
        "select spindle.set_shipping_method($1, $2, $3, $4::text::jsonb)::text as answer",
        vec![
            tenant(of),
            text(&method.code),
            text(currency.code()),
            json(method)?,
        ],
    )
    .await
}

/// `spindle.remove_shipping_method`
pub async fn remove_shipping_method(
    of: &Tenant,
    code: &str,
) -> Result<RemoveShippingMethodOutcome, Fault> {
    call(
        "select spindle.remove_shipping_method($1, $2)::text as answer",
        vec![tenant(of), text(code)],
    )
    .await
}
