//! `POST /api/v1/callbacks/{provider}`

use api::fields::{ProviderName, Text};
use api::{Error, Path, Response, Signer, Upload, body};
use database::callbacks::Callback;
use database::callbacks::CallbackKeysViewOutcome::Listed;
use serde::Deserialize;

use crate::received::receive;
use crate::told::News;

/// A provider tells something and signs it, as Standard Webhooks 1.0 says. The body is understood only
/// after its signature has been checked; `webhook-id` names the event.
pub async fn receive_callback(
    signer: Signer,
    Path(provider): Path<String>,
    upload: Upload,
) -> Result<Response, Error> {
    let tenant = signer.tenant.clone();
    // A name that nobody can have is a provider that is not known.
    let provider = ProviderName::try_from(provider).map_err(|_| Signer::refused())?;
    let Listed { secrets, now } =
        database::callbacks::callback_keys_view(&tenant, &provider).await?;
    let event_id = signer.check(&secrets, now, &upload.bytes)?;

    let Event { kind } = body::parse(&upload.bytes)?;
    let (order, payload) = News::read(kind.as_str(), &upload.bytes)?;
    let callback = Callback {
        provider: &provider,
        event_id: &event_id,
        kind: kind.as_str(),
        order: order.as_ref().map(Text::as_str),
        payload: &payload,
        fingerprint: &upload.fingerprint,
    };
    receive(&tenant, &callback).await
}

/// What every event has. What else there is depends on its kind.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: Text<1, 100>,
}
