//! `DELETE /api/v1/products/{id}`

use api::{Admin, Error, IfMatch, Path, Response, Uuid};
use database::catalog::ProductStatus;

use crate::written;

/// Takes a product out of the shop. It stays for those who ordered it.
pub async fn remove_product(
    admin: Admin,
    Path(product_id): Path<Uuid>,
    if_match: Option<IfMatch>,
) -> Result<Response, Error> {
    let version = if_match.and_then(IfMatch::version);
    let status = ProductStatus::Inactive;

    written::answer(
        database::catalog::set_product_status(&admin.tenant, product_id, version, status).await?,
    )
}
