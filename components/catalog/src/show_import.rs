//! `GET /api/v1/imports/{id}`

use api::{Admin, Error, Json, Path, Uuid};
use database::imports::Import;
use database::imports::ImportViewOutcome::{Found, NotFound};

/// What became of an import.
pub async fn show_import(admin: Admin, Path(import_id): Path<Uuid>) -> Result<Json<Import>, Error> {
    match database::imports::import_view(&admin.tenant, import_id).await? {
        Found { import } => Ok(Json(import)),
        NotFound => Err(Error::not_found("import")),
    }
}
