//! `DELETE /api/v1/cart/{id}/items/{item}`

use api::{Error, IfMatch, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::cart::CartRef;
use database::cart::RemoveCartItemOutcome::{Refused, Removed, UnknownLine};

use crate::answer;

/// Takes a line out of the cart.
pub async fn remove_cart_item(
    shopper: Shopper,
    request_id: RequestId,
    Path((cart_id, line_id)): Path<(Uuid, Uuid)>,
    if_match: Option<IfMatch>,
) -> Result<Response, Error> {
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::remove_cart_item(cart, line_id).await? {
        Removed(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        UnknownLine => Err(Error::not_found("item in this cart")),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}
