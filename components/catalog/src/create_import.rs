//! `POST /api/v1/imports`

use api::{Admin, Error, Idempotent, IntoResponse, Json, Response, StatusCode, header};
use database::Request;
use database::imports::CreateImportOutcome::{Created, KeyReused, UnknownTenant};
use serde::Deserialize;

/// Opens an import, to be filled with rows and applied.
pub async fn create_import(
    admin: Admin,
    request: Idempotent<Option<NewImport>>,
) -> Result<Response, Error> {
    let once = Request::by_admin(&admin, "POST /imports", request.key, request.fingerprint);

    match database::imports::create_import(&admin, once.as_ref()).await? {
        Created { import } => {
            let location = [(header::LOCATION, format!("/api/v1/imports/{}", import.id))];
            Ok((StatusCode::CREATED, location, Json(import)).into_response())
        }
        UnknownTenant => Err(Error::not_found("tenant")),
        KeyReused => Err(Error::key_reused()),
    }
}

/// Nothing can be said of a new import yet; `{}` and no body mean the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewImport {}
