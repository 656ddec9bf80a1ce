//! `PUT /api/v1/campaigns/{id}`

use api::{Admin, Error, IfMatch, Json, Path, Response, Uuid};

use crate::refusal;
use crate::written::WrittenCampaign;

/// Writes a campaign anew, as a whole: so it must be the one that was read.
pub async fn change_campaign(
    admin: Admin,
    Path(campaign_id): Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<WrittenCampaign>,
) -> Result<Response, Error> {
    let (currency, campaign) = body.parse()?;

    let saved = database::campaigns::change_campaign(
        &admin.tenant,
        campaign_id,
        if_match.version(),
        currency,
        &campaign,
    );
    refusal::saved(saved.await?)
}
