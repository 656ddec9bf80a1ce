//! `POST /api/v1/checkout/start`

use api::{Error, Idempotent, RequestId, Response, Shopper, StatusCode, Uuid};
use database::Request;
use database::checkout::StartCheckoutOutcome::{CartEmpty, KeyReused, Refused, Started};
use serde::Deserialize;

use crate::answer;

/// Starts the checkout of a cart, or resumes the one that is open.
pub async fn start_checkout(
    shopper: Shopper,
    request_id: RequestId,
    request: Idempotent<Start>,
) -> Result<Response, Error> {
    let once = Request::new(
        &shopper.owner,
        "POST /checkout/start",
        request.key,
        request.fingerprint,
    );

    let started = database::checkout::start_checkout(
        &shopper.tenant,
        &shopper.owner,
        once.as_ref(),
        request.body.cart_id,
    )
    .await?;
    match started {
        Started(found) => answer::priced(StatusCode::CREATED, *found, &request_id).await,
        CartEmpty => Err(Error::rejected(
            StatusCode::CONFLICT,
            "CART_EMPTY",
            "There is nothing in this cart.",
        )),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal, "cart")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    cart_id: Uuid,
}
