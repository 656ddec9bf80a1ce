//! `PATCH /api/v1/campaigns/{id}`

use api::{Admin, Error, IfMatch, Json, Path, Response, Uuid};
use database::campaigns::Status;
use serde::Deserialize;

use crate::refusal;

/// Stops a campaign for now, or lets it go on.
pub async fn set_campaign_status(
    admin: Admin,
    Path(campaign_id): Path<Uuid>,
    if_match: Option<IfMatch>,
    Json(change): Json<Change>,
) -> Result<Response, Error> {
    let version = if_match.and_then(IfMatch::version);

    let saved = database::campaigns::set_campaign_status(
        &admin.tenant,
        campaign_id,
        version,
        change.status,
    );
    refusal::saved(saved.await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    status: Status,
}
