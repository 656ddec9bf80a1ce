//! `GET /api/v1/campaigns/{id}`

use api::{Admin, ETag, Error, IntoResponse, Json, Path, Response, Uuid};
use database::campaigns::CampaignViewOutcome::{Found, NotFound};

use crate::shown::{ShownCampaign, ShownFigures};

/// A campaign, and the figures of its use.
pub async fn show_campaign(admin: Admin, Path(campaign_id): Path<Uuid>) -> Result<Response, Error> {
    match database::campaigns::campaign_view(&admin.tenant, campaign_id).await? {
        Found {
            campaign,
            figures,
            home,
        } => {
            let version = campaign.version;
            let mut shown = ShownCampaign::new(&home, *campaign);
            shown.figures = Some(ShownFigures::new(home.currency, figures));
            Ok((ETag(version), Json(shown)).into_response())
        }
        NotFound => Err(Error::not_found("campaign")),
    }
}
