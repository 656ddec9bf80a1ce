//! `GET /api/v1/orders/{id or order number}`

use api::fields::Text;
use api::{Error, Json, Member, Path};
use database::orders::OrderViewOutcome::{Found, NotFound};
use domain::order::ShownOrder;

/// One order. Somebody else's is not found.
pub async fn show_order(
    member: Member,
    Path(reference): Path<Text<1, 50>>,
) -> Result<Json<ShownOrder>, Error> {
    let found =
        database::orders::order_view(&member.tenant, member.customer_id(), reference.as_str());

    match found.await? {
        Found { order } => Ok(Json(ShownOrder::from(*order))),
        NotFound => Err(Error::not_found("order")),
    }
}
