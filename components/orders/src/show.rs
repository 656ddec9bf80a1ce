//! `GET /api/v1/orders/{id or order number}`

use api::fields::Text;
use api::{Error, Path, Reader, Response};
use database::orders::OrderViewOutcome::{Found, NotFound};

use crate::answer;

/// One order. Somebody else's is not found.
pub async fn show_order(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
) -> Result<Response, Error> {
    let found =
        database::orders::order_view(&reader.tenant, reader.owner.as_ref(), reference.as_str());

    match found.await? {
        Found { order } => Ok(answer::shown(*order)),
        NotFound => Err(Error::not_found("order")),
    }
}
