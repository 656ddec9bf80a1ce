//! `PUT /api/v1/products/{id}`

use api::{Admin, Error, IfMatch, Json, Path, Response, Uuid};
use database::catalog::NewProduct;

use crate::written;

/// Writes a product anew, as a whole: so it must be the one that was read.
pub async fn replace_product(
    admin: Admin,
    Path(product_id): Path<Uuid>,
    if_match: IfMatch,
    Json(product): Json<NewProduct>,
) -> Result<Response, Error> {
    written::check(&product)?;

    written::answer(
        database::catalog::replace_product(&admin.tenant, product_id, if_match.version(), &product)
            .await?,
    )
}
