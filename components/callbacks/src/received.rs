//! The answer to every callback.

use api::{Error, IntoResponse, Json, Response, StatusCode, Tenant};
use database::callbacks::ReceiveCallbackOutcome::{EventReused, Received, UnknownTenant};
use database::callbacks::{Callback, CallbackStatus};
use serde::Serialize;

/// Takes an event in. 200 when it is applied, 202 when it is only taken in: either way the sender
/// has done its part and need not come again.
pub async fn receive<P: Serialize>(
    tenant: &Tenant,
    callback: &Callback<'_, P>,
) -> Result<Response, Error> {
    match database::callbacks::receive_callback(tenant, callback).await? {
        Received { status } => {
            let code = match status {
                CallbackStatus::Applied => StatusCode::OK,
                CallbackStatus::Kept | CallbackStatus::Attention | CallbackStatus::Ignored => {
                    StatusCode::ACCEPTED
                }
            };
            let event_id = callback.event_id;
            Ok((code, Json(Taken { event_id, status })).into_response())
        }
        EventReused => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "EVENT_REUSED",
            "This event came before, and said something else.",
        )),
        UnknownTenant => Err(Error::not_found("tenant")),
    }
}

#[derive(Serialize)]
struct Taken<'a> {
    event_id: &'a str,
    /// Of a repeat: what it was the first time.
    status: CallbackStatus,
}
