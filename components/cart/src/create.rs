//! `POST /api/v1/cart`

use api::{Customer, Error, Idempotent, RequestId, Response, StatusCode};
use database::Request;
use database::cart::CreateCartOutcome::{Created, KeyReused, UnknownTenant};
use serde::Deserialize;

use crate::answer;

/// Opens an empty cart in the tenant's currency.
pub async fn create_cart(
    customer: Customer,
    request_id: RequestId,
    request: Idempotent<Option<NewCart>>,
) -> Result<Response, Error> {
    let once = Request::new(
        customer.customer_id,
        "POST /cart",
        request.key,
        request.fingerprint,
    );

    match database::cart::create_cart(&customer.tenant, customer.customer_id, once.as_ref()).await?
    {
        Created(cart) => answer::priced(StatusCode::CREATED, *cart, &request_id).await,
        UnknownTenant => Err(Error::not_found("tenant")),
        KeyReused => Err(Error::key_reused()),
    }
}

/// Nothing can be said of a new cart yet; `{}` and no body mean the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCart {}
