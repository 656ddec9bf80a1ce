//! `PATCH /api/v1/products/{id}`

use api::{Admin, Error, IfMatch, Json, Path, Response, Uuid};
use database::catalog::ProductStatus;
use serde::Deserialize;

use crate::written;

/// Says whether a product is for sale.
pub async fn change_product_status(
    admin: Admin,
    Path(product_id): Path<Uuid>,
    if_match: Option<IfMatch>,
    Json(change): Json<Change>,
) -> Result<Response, Error> {
    let version = if_match.and_then(IfMatch::version);

    written::answer(
        database::catalog::set_product_status(&admin.tenant, product_id, version, change.status)
            .await?,
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    status: ProductStatus,
}
