//! `GET /api/v1/attention/{id}`

use api::{Admin, Error, Json, Path};
use database::attention::AttentionViewOutcome::{Found, NotFound};

use crate::shown::ShownAttention;

/// One thing that needs a person, or needed one.
pub async fn show_attention(
    admin: Admin,
    Path(id): Path<i64>,
) -> Result<Json<ShownAttention>, Error> {
    match database::attention::attention_view(&admin.tenant, id).await? {
        Found { attention } => Ok(Json((*attention).into())),
        NotFound => Err(Error::not_found("attention")),
    }
}
