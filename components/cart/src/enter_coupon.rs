//! `POST /api/v1/cart/{id}/coupons`

use api::fields::CouponCode;
use api::{Error, IfMatch, Json, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::cart::CartRef;
use database::cart::CouponOutcome::{Entered, Refused, TooManyCoupons, UnknownCoupon};
use serde::Deserialize;

use crate::answer;

/// Enters a coupon. The answer says whether it gives anything, and if not, why.
pub async fn enter_coupon(
    shopper: Shopper,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
    if_match: Option<IfMatch>,
    Json(coupon): Json<Coupon>,
) -> Result<Response, Error> {
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::enter_coupon(cart, coupon.code.as_str()).await? {
        Entered(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        UnknownCoupon => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "COUPON_UNKNOWN",
            format!("There is no coupon {}.", coupon.code),
        )),
        TooManyCoupons { limit } => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "TOO_MANY_COUPONS",
            format!("A cart holds at most {limit} coupons."),
        )),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coupon {
    code: CouponCode,
}
