//! `POST /api/v1/imports/{id}/apply`

use api::{Admin, Error, Json, Path, StatusCode, Uuid};
use database::imports::ApplyImportOutcome::{Applied, Failed, ImportClosed, NotFound};
use database::imports::Import;

/// Applies all rows, or none: then the import that comes back has errors.
pub async fn apply_import(
    admin: Admin,
    Path(import_id): Path<Uuid>,
) -> Result<Json<Import>, Error> {
    match database::imports::apply_import(&admin.tenant, import_id).await? {
        Applied { import } | Failed { import } => Ok(Json(import)),
        NotFound => Err(Error::not_found("import")),
        ImportClosed => Err(closed()),
    }
}

/// It has been applied, or has failed: either way its rows are gone.
pub fn closed() -> Error {
    Error::rejected(
        StatusCode::CONFLICT,
        "IMPORT_CLOSED",
        "This import has been applied or has failed already.",
    )
}
