//! `POST /api/v1/attention/{id}/resolve`

use api::fields::Text;
use api::{Admin, Error, Idempotent, Json, Path, StatusCode};
use database::Request;
use database::attention::ResolveAttentionOutcome::{KeyReused, NotFound, Resolved, ResolvedBefore};
use serde::Deserialize;

use crate::shown::ShownAttention;

/// Writes down what was done about it, and by whom.
pub async fn resolve_attention(
    admin: Admin,
    Path(id): Path<i64>,
    request: Idempotent<Resolve>,
) -> Result<Json<ShownAttention>, Error> {
    let Resolve { resolution } = request.body;
    let route = "/api/v1/attention/{id}/resolve";
    let idempotent = Request::by_admin(&admin, route, request.key, request.fingerprint);
    let actor = format!("admin:{}", admin.subject);

    let resolved = database::attention::resolve_attention(
        &admin.tenant,
        idempotent.as_ref(),
        &actor,
        id,
        resolution.as_str(),
    );
    match resolved.await? {
        Resolved { attention } => Ok(Json((*attention).into())),
        ResolvedBefore { attention } => Err(Error::rejected(
            StatusCode::CONFLICT,
            "ATTENTION_RESOLVED",
            "Somebody has resolved this already.",
        )
        .with_detail(ShownAttention::from(*attention))),
        NotFound => Err(Error::not_found("attention")),
        KeyReused => Err(Error::key_reused()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    resolution: Text<1, 1000>,
}
