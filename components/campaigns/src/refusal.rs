//! What becomes of a written campaign: kept, or why not.

use api::{ETag, Error, IntoResponse, Json, Response, StatusCode, header};
use database::campaigns::{
    CampaignRefusal, CreateCampaignOutcome, Home, SaveCampaignOutcome, SavedCampaign,
};
use serde_json::json;

use crate::shown::ShownCampaign;

/// Answers a request that makes a campaign.
pub fn created(outcome: CreateCampaignOutcome) -> Result<Response, Error> {
    match outcome {
        CreateCampaignOutcome::Created { campaign, home } => {
            let location = format!("/api/v1/campaigns/{}", campaign.id);
            let shown = shown(StatusCode::CREATED, &home, *campaign);
            Ok(([(header::LOCATION, location)], shown).into_response())
        }
        CreateCampaignOutcome::UnknownTenant => Err(Error::not_found("tenant")),
        CreateCampaignOutcome::NotFound => Err(Error::not_found("campaign")),
        CreateCampaignOutcome::KeyReused => Err(Error::key_reused()),
        CreateCampaignOutcome::Refused(refusal) => Err(refused(refusal)),
    }
}

/// Answers a request that writes a campaign.
pub fn saved(outcome: SaveCampaignOutcome) -> Result<Response, Error> {
    match outcome {
        SaveCampaignOutcome::Saved { campaign, home } => {
            Ok(shown(StatusCode::OK, &home, *campaign))
        }
        SaveCampaignOutcome::NotFound => Err(Error::not_found("campaign")),
        SaveCampaignOutcome::StaleVersion { version } => Err(Error::rejected(
            StatusCode::PRECONDITION_FAILED,
            "STALE_VERSION",
            format!("The campaign has changed since you read it: it is at version {version} now."),
        )),
        SaveCampaignOutcome::BelowUsed { uses, spent_minor } => Err(Error::rejected(
            StatusCode::CONFLICT,
            "CAMPAIGN_BELOW_USED",
            "Orders have used more of this campaign than it would allow.",
        )
        .with_detail(json!({ "uses": uses, "spent_minor": spent_minor }))),
        SaveCampaignOutcome::Refused(refusal) => Err(refused(refusal)),
    }
}

fn shown(status: StatusCode, home: &Home, campaign: SavedCampaign) -> Response {
    let version = campaign.version;
    (
        status,
        ETag(version),
        Json(ShownCampaign::new(home, campaign)),
    )
        .into_response()
}

fn refused(refusal: CampaignRefusal) -> Error {
    match refusal {
        CampaignRefusal::WrongCurrency { currency } => Error::invalid(
            "currency",
            format!("must be the shop's own, {}", currency.code()),
        ),
        CampaignRefusal::EndsBeforeItStarts => Error::invalid("ends_at", "must be after starts_at"),
        CampaignRefusal::CodeTaken { code } => Error::rejected(
            StatusCode::CONFLICT,
            "COUPON_TAKEN",
            "Another campaign has this code already.",
        )
        .with_detail(json!({ "field": "coupon", "code": code })),
        CampaignRefusal::TooManyCampaigns { limit } => Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "TOO_MANY_CAMPAIGNS",
            format!("At most {limit} active campaigns may apply by themselves."),
        ),
    }
}
