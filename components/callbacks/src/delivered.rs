//! `POST /api/v1/orders/{id}/delivered`

use api::fields::{Instant, Text};
use api::{Error, Idempotent, Path, Provider, Response};
use database::callbacks::Callback;
use serde::Deserialize;

use crate::received::receive;
use crate::told::ShipmentNews;

/// A shipping service tells that goods arrived. Its `delivery_id` names the event: told again, it gets
/// the first answer.
pub async fn report_delivery(
    provider: Provider,
    Path(order): Path<Text<1, 50>>,
    request: Idempotent<Delivered>,
) -> Result<Response, Error> {
    let Delivered {
        delivery_id,
        delivered_at,
        driver_id,
    } = request.body;
    let event_id = format!("delivered/{delivery_id}");
    let payload = ShipmentNews {
        shipment: Some(delivery_id),
        delivered_at: Some(delivered_at),
        reason: None,
        driver: driver_id,
    };

    let callback = Callback {
        provider: &provider.name,
        event_id: &event_id,
        kind: "shipment.delivered",
        order: Some(order.as_str()),
        payload: &payload,
        fingerprint: &request.fingerprint,
    };
    receive(&provider.tenant, &callback).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivered {
    /// The shipment's id or tracking number, or what the service calls it.
    delivery_id: Text<1, 100>,
    delivered_at: Instant,
    driver_id: Option<Text<1, 100>>,
}
