//! `POST /api/v1/orders/{id or order number}/cancel` and `DELETE /api/v1/orders/{…}?reason=`

use api::fields::Text;
use api::{Error, Idempotent, IfMatch, Path, Query, Reader, RequestId, Response};
use database::Request;
use database::life::CancelOrderOutcome::{Cancelled, KeyReused, Refused};
use database::life::Change;
use serde::Deserialize;

use crate::answer;

/// Cancels an order before anything of it is shipped; stock, campaign uses and money go back.
pub async fn cancel_order(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<Cancellation>,
) -> Result<Response, Error> {
    let route = "POST /orders/{id}/cancel";
    let principal = reader.principal.clone();
    let change = Change {
        once: Request::by(principal, route, request.key, request.fingerprint),
        actor: reader.actor().to_owned(),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };

    cancel(&reader, &change, request.body.reason.as_str(), &request_id).await
}

/// The same for those who delete.
pub async fn delete_order(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    Query(query): Query<Deletion>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<()>,
) -> Result<Response, Error> {
    let reason = query.reason.as_ref();
    let reason = reason.map_or("No reason given", Text::as_str);
    // The reason is not in the body, but makes it another request.
    let fingerprint = format!("{} {reason}", request.fingerprint);
    let principal = reader.principal.clone();
    let change = Change {
        once: Request::by(principal, "DELETE /orders/{id}", request.key, fingerprint),
        actor: reader.actor().to_owned(),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };

    cancel(&reader, &change, reason, &request_id).await
}

async fn cancel(
    reader: &Reader,
    change: &Change<'_>,
    reason: &str,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let (tenant, owner) = (&reader.tenant, reader.owner.as_ref());

    match database::life::cancel_order(tenant, owner, change, reason).await? {
        Cancelled { order } => answer::settled(tenant, *order, request_id).await,
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    reason: Text<1, 500>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    reason: Option<Text<1, 500>>,
}
