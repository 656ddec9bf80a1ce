//! `POST /api/v1/campaigns/{id}/duplicate`

use api::fields::Text;
use api::{Admin, Error, Idempotent, Path, Response, Uuid};
use database::Request;
use serde::Deserialize;

use crate::refusal;
use crate::written::Code;

/// Makes a paused campaign like another one.
pub async fn duplicate_campaign(
    admin: Admin,
    Path(campaign_id): Path<Uuid>,
    request: Idempotent<Option<Copied>>,
) -> Result<Response, Error> {
    let route = "POST /campaigns/{id}/duplicate";
    let once = Request::by_admin(&admin, route, request.key, request.fingerprint);
    let copied = request.body.unwrap_or_default();

    let created = database::campaigns::duplicate_campaign(
        &admin.tenant,
        once.as_ref(),
        campaign_id,
        copied.name.as_ref().map(Text::as_str),
        copied.coupon.as_ref().map(Code::as_str),
    );
    refusal::created(created.await?)
}

/// What is another in the copy.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copied {
    name: Option<Text<1, 200>>,
    coupon: Option<Code>,
}
