//! `GET /api/v1/cart/{id}`

use api::{Error, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::cart::CartViewOutcome::{Found, Refused};

use crate::answer;

/// The shopper's cart, priced.
pub async fn show_cart(
    shopper: Shopper,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
) -> Result<Response, Error> {
    match database::cart::cart_view(&shopper.tenant, Some(&shopper.owner), cart_id).await? {
        Found(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}
