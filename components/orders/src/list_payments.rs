//! `GET /api/v1/orders/{id or order number}/payments`

use api::fields::Text;
use api::{Error, IntoResponse, Json, Path, Reader, Response};
use database::payments::PaymentsViewOutcome::{Found, NotFound};
use domain::payment::{AdminPayments, CustomerPayments};

/// The money of an order: an admin sees everything but tokens, the customer what concerns a customer.
pub async fn list_payments(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
) -> Result<Response, Error> {
    let owner = reader.owner.as_ref();

    match database::payments::payments_view(&reader.tenant, owner, reference.as_str()).await? {
        Found { payments } if owner.is_none() => {
            Ok(Json(AdminPayments::from(*payments)).into_response())
        }
        Found { payments } => Ok(Json(CustomerPayments::from(*payments)).into_response()),
        NotFound => Err(Error::not_found("order")),
    }
}
