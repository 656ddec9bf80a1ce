//! Who buys, as far as prices depend on it.

use api::{Fault, Tenant};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::{call, json, optional, text, uuid};
use crate::request::tenant;

/// Who buys, as far as prices depend on it. Answer of `customer_view`.
#[derive(Debug, Serialize, Deserialize)]
pub struct CustomerProfile {
    /// The token's subject.
    pub id: Uuid,
    /// What the shop calls the customer's level.
    pub vip_level: Option<String>,
    /// The groups the customer belongs to, in order.
    pub segments: Vec<String>,
    /// Without failed payments; counted up to 1,000.
    pub orders_placed: i64,
}

/// Answers of `set_customer`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SetCustomerOutcome {
    /// As it is now.
    Set {
        /// The customer.
        customer: CustomerProfile,
    },
    /// The token's tenant does not exist.
    UnknownTenant,
}

/// `spindle.customer_view`
pub async fn customer_view(of: &Tenant, customer_id: Uuid) -> Result<CustomerProfile, Fault> {
    call(
        "select spindle.customer_view($1, $2)::text as answer",
        vec![tenant(of), uuid(customer_id)],
    )
    .await
}

/// `spindle.set_customer`
pub async fn set_customer(
    of: &Tenant,
    customer_id: Uuid,
    vip_level: Option<&str>,
    segments: &[String],
) -> Result<SetCustomerOutcome, Fault> {
    call(
        "select spindle.set_customer($1, $2, $3, $4::text::jsonb)::text as answer",
        vec![
            tenant(of),
            uuid(customer_id),
            optional(vip_level, text),
            json(&segments)?,
        ],
    )
    .await
}
