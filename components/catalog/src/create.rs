//! `POST /api/v1/products`

use api::{Admin, Error, Idempotent, IntoResponse, Response, StatusCode, header};
use database::Request;
use database::catalog::CreateProductOutcome::{Created, KeyReused, SkusTaken, UnknownTenant};
use database::catalog::NewProduct;

use crate::shown::ShownProduct;
use crate::written;

/// Makes a product with its variants.
pub async fn create_product(
    admin: Admin,
    request: Idempotent<NewProduct>,
) -> Result<Response, Error> {
    written::check(&request.body)?;
    let once = Request::by_admin(&admin, "POST /products", request.key, request.fingerprint);

    match database::catalog::create_product(&admin.tenant, once.as_ref(), &request.body).await? {
        Created { product } => {
            let location = [(header::LOCATION, format!("/api/v1/products/{}", product.id))];
            let shown = ShownProduct::answer(StatusCode::CREATED, product);
            Ok((location, shown).into_response())
        }
        SkusTaken { skus } => Err(written::skus_taken(skus)),
        UnknownTenant => Err(Error::not_found("tenant")),
        KeyReused => Err(Error::key_reused()),
    }
}
