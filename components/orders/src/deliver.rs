//! `POST /api/v1/orders/{id or order number}/deliver`

use api::fields::Text;
use api::{Admin, Error, Idempotent, IfMatch, Path, Response, Uuid};
use database::Request;
use database::life::Change;
use database::life::DeliverOrderOutcome::{Delivered, KeyReused, Refused, UnknownShipment};
use serde::Deserialize;

use crate::answer;

/// Notes that a shipment arrived, or all of them.
pub async fn deliver_order(
    admin: Admin,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request: Idempotent<Option<Delivery>>,
) -> Result<Response, Error> {
    let shipment_id = request.body.and_then(|delivery| delivery.shipment_id);
    let route = "POST /orders/{id}/deliver";
    let change = Change {
        once: Request::by_admin(&admin, route, request.key, request.fingerprint),
        actor: answer::admin(&admin),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };

    match database::life::deliver_order(&admin.tenant, &change, shipment_id).await? {
        Delivered { order } => Ok(answer::shown(*order)),
        UnknownShipment => Err(Error::invalid(
            "shipment_id",
            "is no shipment of this order",
        )),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    shipment_id: Option<Uuid>,
}
