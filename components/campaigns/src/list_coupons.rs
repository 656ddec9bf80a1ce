//! `GET /api/v1/campaigns/{id}/coupons?used=&after=&limit=`

use api::fields::{CouponCode, PageLimit};
use api::{Admin, Error, Json, Path, Query, Uuid};
use database::coupons::CouponsViewOutcome::{Listed, NotFound};
use database::coupons::ListedCoupon;
use serde::{Deserialize, Serialize};

/// The coupons of a campaign, a page at a time.
pub async fn list_coupons(
    admin: Admin,
    Path(campaign_id): Path<Uuid>,
    Query(page): Query<Page>,
) -> Result<Json<Coupons>, Error> {
    let after = page.after.as_ref().map(CouponCode::as_str);
    let found = database::coupons::coupons_view(
        &admin.tenant,
        campaign_id,
        page.used,
        after,
        page.limit.get().into(),
    );
    match found.await? {
        Listed { coupons, next } => Ok(Json(Coupons { coupons, next })),
        NotFound => Err(Error::not_found("campaign")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    used: Option<bool>,
    after: Option<CouponCode>,
    #[serde(default)]
    limit: PageLimit,
}

#[derive(Serialize)]
pub struct Coupons {
    coupons: Vec<ListedCoupon>,
    /// `after` of the next page.
    next: Option<String>,
}
