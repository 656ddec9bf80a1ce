//! `DELETE /api/v1/cart/{id}/coupons/{code}`

use api::fields::CouponCode;
use api::{Error, IfMatch, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::cart::CartRef;
use database::cart::WithdrawCouponOutcome::{Refused, UnknownCoupon, Withdrawn};

use crate::answer;

/// Takes a coupon out of the cart.
pub async fn withdraw_coupon(
    shopper: Shopper,
    request_id: RequestId,
    Path((cart_id, code)): Path<(Uuid, CouponCode)>,
    if_match: Option<IfMatch>,
) -> Result<Response, Error> {
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::withdraw_coupon(cart, code.as_str()).await? {
        Withdrawn(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        UnknownCoupon => Err(Error::not_found("coupon in this cart")),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}
