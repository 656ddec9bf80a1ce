//! `POST /api/v1/orders/{id or order number}/ship`

use api::fields::{List, Text};
use api::{Admin, Error, Idempotent, IfMatch, Path, RequestId, Response};
use database::Request;
use database::life::ShipOrderOutcome::{KeyReused, LinesRefused, PaymentDue, Refused, Shipped};
use database::life::{Change, NewShipment};

use crate::answer;

/// Sends goods off: those that are named, or all that remain.
pub async fn ship_order(
    admin: Admin,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<NewShipment>,
) -> Result<Response, Error> {
    let shipment = &request.body;
    let items = shipment.items.as_ref().map_or(&[][..], List::as_slice);
    answer::check_once(items.iter().map(|item| item.item_id))?;
    let route = "POST /orders/{id}/ship";
    let change = Change {
        once: Request::by_admin(&admin, route, request.key, request.fingerprint),
        actor: answer::admin(&admin),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };

    match database::life::ship_order(&admin.tenant, &change, shipment).await? {
        Shipped { order } => answer::settled(&admin.tenant, *order, &request_id).await,
        PaymentDue(due) => Err(answer::payment_due(&due)),
        LinesRefused { lines } => Err(answer::lines_refused(&lines)),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}
