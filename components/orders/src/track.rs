//! `GET /api/v1/orders/{id or order number}/tracking`

use api::fields::Text;
use api::{Error, Json, Path, Reader};
use database::life::Tracking;
use database::life::TrackingViewOutcome::{Found, NotFound};

/// Where the goods of an order are.
pub async fn track_order(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
) -> Result<Json<Tracking>, Error> {
    let owner = reader.owner.as_ref();

    match database::life::tracking_view(&reader.tenant, owner, reference.as_str()).await? {
        Found { tracking } => Ok(Json(*tracking)),
        NotFound => Err(Error::not_found("order")),
    }
}
