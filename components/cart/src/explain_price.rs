//! `GET /api/v1/cart/{id}/price-explanation`

use api::{Error, HeaderMap, Path, Reader, RequestId, Response, StatusCode, Uuid};
use database::cart::CartViewOutcome::{Found, Refused};
use domain::quote::PriceExplanation;
use ordering::explained;

use crate::answer;

/// How the price of a cart comes about right now. Goods that are not sold any more are left out, as
/// they are left out of its totals.
pub async fn explain_cart_price(
    reader: Reader,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let owner = reader.owner.as_ref();
    let mut context = match database::cart::cart_view(&reader.tenant, owner, cart_id).await? {
        Found(found) => found.context,
        Refused(refusal) => return Err(answer::refused(refusal)),
    };
    context.take_unsold();

    match pricing::quote(&context, &request_id).await? {
        Ok(quote) => Ok(explained::answer(
            &headers,
            PriceExplanation::of_cart(cart_id, quote),
        )),
        Err(why) => Err(Error::rejected(
            StatusCode::CONFLICT,
            "CART_UNPRICED",
            format!("This cart has no price: {why}."),
        )),
    }
}
