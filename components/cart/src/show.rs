//! `GET /api/v1/cart/{id}`

use api::{Customer, Error, Path, RequestId, Response, StatusCode, Uuid};
use database::cart::CartViewOutcome::{Found, NotFound};

use crate::answer;

/// The customer's cart, priced.
pub async fn show_cart(
    customer: Customer,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
) -> Result<Response, Error> {
    match database::cart::cart_view(&customer.tenant, customer.customer_id, cart_id).await? {
        Found(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        NotFound => Err(Error::not_found("cart")),
    }
}
