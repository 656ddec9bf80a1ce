//! `GET /api/v1/products/{id}`

use api::{Error, Path, Response, StatusCode, Uuid, Visitor};
use database::catalog::ProductViewOutcome::{Found, NotFound};

use crate::shown::ShownProduct;

/// One product with its variants; for admins also what is not for sale.
pub async fn show_product(
    visitor: Visitor,
    Path(product_id): Path<Uuid>,
) -> Result<Response, Error> {
    match database::catalog::product_view(&visitor.tenant, product_id, visitor.is_admin).await? {
        Found { product } => Ok(ShownProduct::answer(StatusCode::OK, *product)),
        NotFound => Err(Error::not_found("product")),
    }
}
