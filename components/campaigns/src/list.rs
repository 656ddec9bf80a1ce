//! `GET /api/v1/campaigns?status=&type=&kind=&q=&after=&limit=`

use api::fields::{PageLimit, Text};
use api::{Admin, Error, Json, Query, Uuid};
use database::campaigns::CampaignsViewOutcome::{Listed, UnknownTenant};
use database::campaigns::{CampaignFilter, Status};
use domain::quote::CampaignType;
use serde::{Deserialize, Serialize};

use crate::shown::ShownCampaign;
use crate::written_discount::Kind;

/// The tenant's campaigns, the newest first, a page at a time.
pub async fn list_campaigns(
    admin: Admin,
    Query(page): Query<Page>,
) -> Result<Json<Campaigns>, Error> {
    let filter = CampaignFilter {
        status: page.status,
        campaign_type: page.campaign_type,
        kind: page.kind.map(|kind| kind.as_str().to_owned()),
        q: page.q.map(String::from),
    };

    let found = database::campaigns::campaigns_view(
        &admin.tenant,
        &filter,
        page.after,
        page.limit.get().into(),
    );
    match found.await? {
        Listed {
            campaigns,
            next,
            home,
        } => Ok(Json(Campaigns {
            campaigns: campaigns
                .into_iter()
                .map(|campaign| ShownCampaign::new(&home, campaign))
                .collect(),
            next,
        })),
        UnknownTenant => Err(Error::not_found("tenant")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    status: Option<Status>,
    #[serde(rename = "type")]
    campaign_type: Option<CampaignType>,
    kind: Option<Kind>,
    q: Option<Text<1, 100>>,
    after: Option<Uuid>,
    #[serde(default)]
    limit: PageLimit,
}

#[derive(Serialize)]
pub struct Campaigns {
    campaigns: Vec<ShownCampaign>,
    /// `after` of the next page.
    next: Option<Uuid>,
}
