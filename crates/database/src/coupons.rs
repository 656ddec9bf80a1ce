//! Coupons of a campaign: codes that count once.

use api::{Fault, Tenant};
use serde::{Deserialize, Serialize};
use spin_sdk::pg::ParameterValue;
use uuid::Uuid;

use crate::Request;
use crate::call::{call, json, number, optional, text, uuid};
use crate::request::{parameter, tenant};

/// A coupon that counts once.
#[derive(Debug, Deserialize, Serialize)]
pub struct Coupon {
    /// What is entered.
    pub code: String,
    /// Who may use it; `None`: whoever has it.
    pub customer_id: Option<Uuid>,
}

/// A coupon, and what became of it.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in migrations/0012_campaigns.sql")]
pub struct ListedCoupon {
    #[serde(flatten)]
    pub coupon: Coupon,
    pub order_id: Option<Uuid>,
    pub created_at: String,
}

/// Answers of `make_coupons`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum MakeCouponsOutcome {
    /// They can be used.
    Made {
        /// In order of their codes.
        coupons: Vec<Coupon>,
    },
    /// No such campaign.
    NotFound,
    /// The campaign is not opened by coupons of its own.
    NotByCoupons,
    /// The campaign would have more than it may.
    TooManyCouponsMade {
        /// The most it may have.
        limit: i64,
        /// What it has.
        made: i64,
    },
    /// The key was used for another request.
    KeyReused,
}

/// Answers of `coupons_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CouponsViewOutcome {
    /// A page of them.
    Listed {
        /// In order of their codes.
        coupons: Vec<ListedCoupon>,
        /// `after` of the next page.
        next: Option<String>,
    },
    /// No such campaign.
    NotFound,
}

/// For whom coupons are made.
#[derive(Debug)]
pub enum For {
    /// So many, for whoever has one.
    Anybody(i64),
    /// One for each of them.
    Customers(Vec<Uuid>),
}

/// `spindle.make_coupons`
pub async fn make_coupons(
    of: &Tenant,
    once: Option<&Request>,
    campaign_id: Uuid,
    prefix: &str,
    whom: &For,
) -> Result<MakeCouponsOutcome, Fault> {
    let (count, customers) = match whom {
        For::Anybody(count) => (*count, ParameterValue::DbNull),
        For::Customers(ids) => (i64::try_from(ids.len()).unwrap_or(i64::MAX), json(ids)?),
    };
    call(
        "select spindle.make_coupons($1, $2::text::jsonb, $3, $4, $5, $6::text::jsonb)::text as answer",
        vec![
            tenant(of),
            parameter(once)?,
            uuid(campaign_id),
            text(prefix),
            number(count),
            customers,
        ],
    )
    .await
}

/// `spindle.coupons_view`: `used` is `None` for all of them.
pub async fn coupons_view(
    of: &Tenant,
    campaign_id: Uuid,
    used: Option<bool>,
    after: Option<&str>,
    limit: i64,
) -> Result<CouponsViewOutcome, Fault> {
    call(
        "select spindle.coupons_view($1, $2, $3, $4, $5)::text as answer",
        vec![
            tenant(of),
            uuid(campaign_id),
            optional(used, ParameterValue::Boolean),
            optional(after, text),
            number(limit),
        ],
    )
    .await
}
