//! `GET /api/v1/orders/{id or order number}/price-explanation`

use api::fields::Text;
use api::{Error, HeaderMap, Path, Reader, Response};
use database::orders::PriceExplanationViewOutcome::{Found, NotFound};
use ordering::explained;

/// How the price of an order came about, as it was when the order was placed.
pub async fn explain_order_price(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let owner = reader.owner.as_ref();
    let found = database::orders::price_explanation_view(&reader.tenant, owner, reference.as_str());

    match found.await? {
        Found { price } => Ok(explained::answer(&headers, *price)),
        NotFound => Err(Error::not_found("order")),
    }
}
