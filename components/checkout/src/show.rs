//! `GET /api/v1/checkout/{id}`

use api::{Customer, Error, Path, RequestId, Response, StatusCode, Uuid};
use database::checkout::CheckoutViewOutcome::{Found, NotFound};

use crate::answer;

/// The customer's checkout, priced with its shipping.
pub async fn show_checkout(
    customer: Customer,
    request_id: RequestId,
    Path(checkout_id): Path<Uuid>,
) -> Result<Response, Error> {
    let found =
        database::checkout::checkout_view(&customer.tenant, customer.customer_id, checkout_id);

    match found.await? {
        Found(found) => answer::priced(StatusCode::OK, *found, &request_id).await,
        NotFound => Err(Error::not_found("checkout")),
    }
}
