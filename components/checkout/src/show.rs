//! `GET /api/v1/checkout/{id}`

use api::{Error, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::checkout::CheckoutViewOutcome::{Found, NotFound};

use crate::answer;

/// The shopper's checkout, priced with its shipping.
pub async fn show_checkout(
    shopper: Shopper,
    request_id: RequestId,
    Path(checkout_id): Path<Uuid>,
) -> Result<Response, Error> {
    let found = database::checkout::checkout_view(&shopper.tenant, &shopper.owner, checkout_id);

    match found.await? {
        Found(found) => answer::priced(StatusCode::OK, *found, &request_id).await,
        NotFound => Err(Error::not_found("checkout")),
    }
}
