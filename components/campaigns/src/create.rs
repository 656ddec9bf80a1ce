//! `POST /api/v1/campaigns`

use api::{Admin, Error, Idempotent, Response};
use database::Request;

use crate::refusal;
use crate::written::WrittenCampaign;

/// Makes a campaign.
pub async fn create_campaign(
    admin: Admin,
    request: Idempotent<WrittenCampaign>,
) -> Result<Response, Error> {
    let once = Request::by_admin(&admin, "POST /campaigns", request.key, request.fingerprint);
    let (currency, campaign) = request.body.parse()?;

    let created =
        database::campaigns::create_campaign(&admin.tenant, once.as_ref(), currency, &campaign);
    refusal::created(created.await?)
}
