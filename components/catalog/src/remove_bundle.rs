//! `DELETE /api/v1/bundles/{sku}`

use api::fields::Sku;
use api::{Admin, Error, Path, StatusCode};
use database::catalog::RemoveBundleOutcome::{NotFound, Removed};

/// Makes a bundle an ordinary sku again.
pub async fn remove_bundle(admin: Admin, Path(sku): Path<Sku>) -> Result<StatusCode, Error> {
    match database::catalog::remove_bundle(&admin.tenant, &sku).await? {
        Removed => Ok(StatusCode::NO_CONTENT),
        NotFound => Err(Error::not_found("bundle")),
    }
}
