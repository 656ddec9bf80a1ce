//! `PATCH /api/v1/orders/{id or order number}/status`

use api::fields::Text;
use api::{Admin, Error, Idempotent, IfMatch, Path, RequestId, Response};
use database::Request;
use database::life::Change;
use database::life::SetOrderStatusOutcome::{KeyReused, Refused, Set};
use serde::Deserialize;

use crate::answer;
use crate::wanted::Status;

/// Brings an order into a status, by what leads there.
pub async fn set_order_status(
    admin: Admin,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<Wanted>,
) -> Result<Response, Error> {
    let Wanted { status, note } = request.body;
    let route = "PATCH /orders/{id}/status";
    let change = Change {
        once: Request::by_admin(&admin, route, request.key, request.fingerprint),
        actor: answer::admin(&admin),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };
    let note = note.as_ref().map(Text::as_str);

    match database::life::set_order_status(&admin.tenant, &change, status.as_str(), note).await? {
        Set { order } => answer::settled(&admin.tenant, *order, &request_id).await,
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::not_advanced(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    status: Status,
    note: Option<Text<1, 500>>,
}
