//! `DELETE /api/v1/cart/{id}`

use api::{Error, IfMatch, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::cart::CartRef;
use database::cart::SaveCartOutcome::{Refused, Saved};

use crate::answer;

/// Empties the cart: lines, coupons and notes are gone, the cart stays.
pub async fn clear_cart(
    shopper: Shopper,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
    if_match: Option<IfMatch>,
) -> Result<Response, Error> {
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::clear_cart(cart).await? {
        Saved(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}
