//! Campaigns and their coupons, as admins write and see them.

use api::{Fault, Tenant};
use domain::Currency;
use domain::quote::{CampaignType, Discount, Goods};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Request;
use crate::call::{call, json, number, optional, text, uuid};
use crate::request::{parameter, tenant};

/// What an admin writes of a campaign; amounts are in the tenant's currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0012_campaigns.sql")]
pub struct NewCampaign {
    pub name: String,
    pub campaign_type: CampaignType,
    #[serde(flatten)]
    pub discount: Discount,
    pub covers: Goods,
    pub excludes: Goods,
    pub minimum_minor: i64,
    pub minimum_quantity: i64,
    pub maximum_minor: Option<i64>,
    pub coupon_code: Option<String>,
    pub by_coupons: bool,
    pub segments: Vec<String>,
    pub vip_levels: Vec<String>,
    pub first_order: bool,
    pub uses_limit: Option<i64>,
    pub customer_limit: Option<i64>,
    pub budget_minor: Option<i64>,
    pub priority: i32,
    pub lane: Option<String>,
    /// To be written as `instant_in_zone` reads it; RFC 3339 in UTC where it is read.
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    pub status: Status,
}

/// Whether a campaign counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It does.
    #[default]
    Active,
    /// Not now.
    Paused,
}

/// A campaign that is kept.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0012_campaigns.sql")]
pub struct SavedCampaign {
    #[serde(rename = "campaign_id")]
    pub id: Uuid,
    #[serde(flatten)]
    pub written: NewCampaign,
    pub uses_claimed: i64,
    pub spent_minor: i64,
    /// Grows with every write.
    pub version: i64,
    pub created_at: String,
    pub updated_at: String,
}

/// What instants and amounts of a campaign are to be read by.
#[derive(Debug, Deserialize)]
pub struct Home {
    /// The tenant's: of every amount.
    pub currency: Currency,
    /// The tenant's: of instants that are written without an offset.
    pub time_zone: String,
}

/// Why a campaign cannot be kept.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CampaignRefusal {
    /// The amounts are in another currency than the tenant's.
    WrongCurrency {
        /// The tenant's.
        currency: Currency,
    },
    /// It would be over before it begins.
    EndsBeforeItStarts,
    /// Another campaign has this code, or one of its coupons.
    CodeTaken {
        /// The code.
        code: String,
    },
    /// As many active campaigns apply by themselves as may.
    TooManyCampaigns {
        /// How many that is.
        limit: i64,
    },
}

/// Answers of `create_campaign` and `duplicate_campaign`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CreateCampaignOutcome {
    /// It is kept.
    Created {
        /// As it is kept.
        campaign: Box<SavedCampaign>,
        /// How to read it.
        #[serde(flatten)]
        home: Home,
    },
    /// There is no such tenant.
    UnknownTenant,
    /// There is no such campaign to copy.
    NotFound,
    /// The key was used for another request.
    KeyReused,
    /// It cannot be kept.
    #[serde(untagged)]
    Refused(CampaignRefusal),
}

/// Answers of `change_campaign` and `set_campaign_status`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SaveCampaignOutcome {
    /// It is kept.
    Saved {
        /// As it is kept.
        campaign: Box<SavedCampaign>,
        /// How to read it.
        #[serde(flatten)]
        home: Home,
    },
    /// No such campaign.
    NotFound,
    /// Somebody wrote it since it was read.
    StaleVersion {
        /// What it is now.
        version: i64,
    },
    /// More of it is used than it is to allow.
    BelowUsed {
        /// Orders that have used it.
        uses: i64,
        /// What they got.
        spent_minor: i64,
    },
    /// It cannot be kept.
    #[serde(untagged)]
    Refused(CampaignRefusal),
}

/// Answers of `campaign_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CampaignViewOutcome {
    /// Here it is.
    Found {
        /// The campaign.
        campaign: Box<SavedCampaign>,
        /// How it is used.
        figures: Figures,
        /// How to read it.
        #[serde(flatten)]
        home: Home,
    },
    /// No such campaign.
    NotFound,
}

/// How a campaign is used. Amounts are in the tenant's currency.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in functions/campaign_view.sql")]
pub struct Figures {
    pub uses: i64,
    pub customers: i64,
    pub guests: i64,
    pub given_minor: i64,
    pub goods_minor: i64,
    pub coupons: CouponFigures,
    pub days: Vec<Day>,
}

/// Coupons of a campaign.
#[derive(Debug, Deserialize, Serialize)]
#[expect(missing_docs, reason = "named as in functions/campaign_view.sql")]
pub struct CouponFigures {
    pub made: i64,
    pub used: i64,
}

/// A day on which a campaign was used.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in functions/campaign_view.sql")]
pub struct Day {
    pub day: String,
    pub uses: i64,
    pub given_minor: i64,
}

/// Which campaigns are listed.
#[derive(Debug, Default, Serialize)]
#[expect(missing_docs, reason = "named as in the query of the endpoint")]
pub struct CampaignFilter {
    pub status: Option<Status>,
    #[serde(rename = "type")]
    pub campaign_type: Option<CampaignType>,
    pub kind: Option<String>,
    pub q: Option<String>,
}

/// Answers of `campaigns_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CampaignsViewOutcome {
    /// A page of them.
    Listed {
        /// The newest first.
        campaigns: Vec<SavedCampaign>,
        /// `after` of the next page.
        next: Option<Uuid>,
        /// How to read them.
        #[serde(flatten)]
        home: Home,
    },
    /// There is no such tenant.
    UnknownTenant,
}

/// `spindle.create_campaign`
pub async fn create_campaign(
    of: &Tenant,
    once: Option<&Request>,
    currency: Currency,
    campaign: &NewCampaign,
) -> Result<CreateCampaignOutcome, Fault> {
    call(
        "select spindle.create_campaign($1, $2::text::jsonb, $3, $4::text::jsonb)::text as answer",
        vec![
            tenant(of),
            parameter(once)?,
            text(currency.code()),
            json(campaign)?,
        ],
    )
    .await
}

/// `spindle.change_campaign`: `version` is `None` for whatever it is.
pub async fn change_campaign(
    of: &Tenant,
    campaign_id: Uuid,
    version: Option<i64>,
    currency: Currency,
    campaign: &NewCampaign,
) -> Result<SaveCampaignOutcome, Fault> {
    call(
        "select spindle.change_campaign($1, $2, $3, $4, $5::text::jsonb)::text as answer",
        vec![
            tenant(of),
            uuid(campaign_id),
            optional(version, number),
            text(currency.code()),
            json(campaign)?,
        ],
    )
    .await
}

/// `spindle.set_campaign_status`: `version` is `None` for whatever it is.
pub async fn set_campaign_status(
    of: &Tenant,
    campaign_id: Uuid,
    version: Option<i64>,
    status: Status,
) -> Result<SaveCampaignOutcome, Fault> {
    let status = match status {
        Status::Active => "active",
        Status::Paused => "paused",
    };
    call(
        "select spindle.set_campaign_status($1, $2, $3, $4)::text as answer",
        vec![
            tenant(of),
            uuid(campaign_id),
            optional(version, number),
            text(status),
        ],
    )
    .await
}

/// `spindle.duplicate_campaign`
pub async fn duplicate_campaign(
    of: &Tenant,
    once: Option<&Request>,
    campaign_id: Uuid,
    name: Option<&str>,
    coupon_code: Option<&str>,
) -> Result<CreateCampaignOutcome, Fault> {
    call(
        "select spindle.duplicate_campaign($1, $2::text::jsonb, $3, $4, $5)::text as answer",
        vec![
            tenant(of),
            parameter(once)?,
            uuid(campaign_id),
            optional(name, text),
            optional(coupon_code, text),
        ],
    )
    .await
}

/// `spindle.campaign_view`
pub async fn campaign_view(of: &Tenant, campaign_id: Uuid) -> Result<CampaignViewOutcome, Fault> {
    call(
        "select spindle.campaign_view($1, $2)::text as answer",
        vec![tenant(of), uuid(campaign_id)],
    )
    .await
}

/// `spindle.campaigns_view`
pub async fn campaigns_view(
    of: &Tenant,
    filter: &CampaignFilter,
    after: Option<Uuid>,
    limit: i64,
) -> Result<CampaignsViewOutcome, Fault> {
    call(
        "select spindle.campaigns_view($1, $2::text::jsonb, $3, $4)::text as answer",
        vec![
            tenant(of),
            json(filter)?,
            optional(after, uuid),
            number(limit),
        ],
    )
    .await
}
