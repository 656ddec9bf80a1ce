//! `GET /api/v1/orders/{id or order number}/history?after=&limit=`

use api::fields::{PageLimit, Text, Whole};
use api::{Error, Json, Path, Query, Reader};
use database::life::History;
use database::life::OrderHistoryViewOutcome::{Listed, NotFound};
use serde::Deserialize;

/// What happened to an order, the oldest first.
pub async fn show_order_history(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    Query(page): Query<Page>,
) -> Result<Json<History>, Error> {
    let found = database::life::order_history_view(
        &reader.tenant,
        reader.owner.as_ref(),
        reference.as_str(),
        page.after.map(Whole::get),
        page.limit.get(),
    );

    match found.await? {
        Listed(history) => Ok(Json(history)),
        NotFound => Err(Error::not_found("order")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    after: Option<Whole<1, { i64::MAX }>>,
    #[serde(default)]
    limit: PageLimit,
}
