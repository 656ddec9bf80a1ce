//! `GET /api/v1/cart`

use api::{Customer, Error, RequestId, Response, StatusCode};
use database::cart::OwnCartViewOutcome::{Found, NotFound};

use crate::answer;

/// The open cart that the customer wrote to last, on whichever device.
pub async fn show_own_cart(customer: Customer, request_id: RequestId) -> Result<Response, Error> {
    match database::cart::own_cart_view(&customer.tenant, customer.customer_id).await? {
        Found(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        NotFound => Err(Error::not_found("cart")),
    }
}
