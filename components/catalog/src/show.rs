//! `GET /api/v1/products/{id}`

use api::{Error, Json, Path, Uuid, Visitor};
use database::catalog::ProductViewOutcome::{Found, NotFound};

use crate::shown::ShownProduct;

/// One product with its variants.
pub async fn show_product(
    visitor: Visitor,
    Path(product_id): Path<Uuid>,
) -> Result<Json<ShownProduct>, Error> {
    match database::catalog::product_view(&visitor.tenant, product_id).await? {
        Found { product } => Ok(Json(product.into())),
        NotFound => Err(Error::not_found("product")),
    }
}
