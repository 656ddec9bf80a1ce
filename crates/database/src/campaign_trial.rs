//! What a quote needs to try a campaign before it counts.

use api::{Fault, Tenant};
use domain::Currency;
use domain::quote::{Campaign, Context};
use serde::Deserialize;
use uuid::Uuid;

use crate::call::{call, json, optional, text, uuid};
use crate::pricing::{QuoteQuestion, RefusedItem};
use crate::request::tenant;

/// Which cart a campaign is tried on.
#[derive(Debug)]
pub enum Trial {
    /// Somebody's cart, as it is.
    Cart(Uuid),
    /// These items, for this customer or nobody in particular.
    Items(Option<Uuid>, QuoteQuestion),
}

/// Answers of `campaign_trial_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CampaignTrialViewOutcome {
    /// Everything a quote needs.
    Found {
        /// With the campaigns that count now.
        context: Box<Context>,
        /// The one that was asked for, whether it counts now or not.
        campaign: Option<Box<Campaign>>,
    },
    /// No such campaign.
    NotFound,
    /// No such cart, or it is not open.
    NoCart,
    /// There is no such tenant.
    UnknownTenant,
    /// The tenant does not sell in this currency.
    CurrencyNotOffered {
        /// Those it sells in.
        currencies: Vec<Currency>,
    },
    /// Some items cannot be priced.
    Refused {
        /// Which, and why.
        items: Vec<RefusedItem>,
    },
}

/// `spindle.campaign_trial_view`: `campaign_id` is `None` for one that is not kept.
pub async fn campaign_trial_view(
    of: &Tenant,
    campaign_id: Option<Uuid>,
    trial: &Trial,
) -> Result<CampaignTrialViewOutcome, Fault> {
    let (cart_id, customer_id, question) = match trial {
        Trial::Cart(cart_id) => (Some(*cart_id), None, None),
        Trial::Items(customer_id, question) => (None, *customer_id, Some(question)),
    };
    let nothing = QuoteQuestion::default();
    let question = question.unwrap_or(&nothing);
    call(
        "select spindle.campaign_trial_view($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, $7, $8)::text as answer",
        vec![
            tenant(of),
            optional(campaign_id, uuid),
            optional(cart_id, uuid),
            optional(customer_id, uuid),
            json(&question.items)?,
            json(&question.coupons)?,
            optional(question.shipping_method.as_deref(), text),
            optional(question.currency.map(Currency::code), text),
        ],
    )
    .await
}
