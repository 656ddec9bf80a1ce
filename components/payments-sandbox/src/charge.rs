//! `POST /charges`: charges or authorizes a token, once per key.

use api::fields::Text;
use api::{Error, IdempotencyKey, IntoResponse, Json, Neighbor, StatusCode};
use database::sandbox::{NewCharge, SandboxChargeOutcome, sandbox_charge};
use serde::Deserialize;

use crate::body::{AmountMinor, Currency, Token};
use crate::hang::hang;
use crate::operate::key_reused;

/// 201 with the charge, the same one for the same key however often and however concurrently it
/// is sent; 409 when the key was first used with another amount, currency, token or capture.
pub(crate) async fn charge(
    neighbor: Neighbor,
    key: IdempotencyKey,
    Json(body): Json<Body>,
) -> Result<impl IntoResponse, Error> {
    let tenant = neighbor.require_tenant()?;
    if body.token.as_str() == Token::TIMEOUT_BEFORE {
        return Err(hang().await);
    }
    let new = NewCharge {
        key: key.as_str(),
        amount_minor: body.amount_minor.0,
        currency: &body.currency.0,
        token: body.token.as_str(),
        reference: body.reference.as_str(),
        capture: body.capture,
    };
    match sandbox_charge(tenant, &new).await? {
        SandboxChargeOutcome::Charged { .. } if body.token.as_str() == Token::TIMEOUT_AFTER => {
            Err(hang().await)
        }
        SandboxChargeOutcome::Charged { charge } => Ok((StatusCode::CREATED, Json(charge))),
        SandboxChargeOutcome::KeyReused => Err(key_reused()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    amount_minor: AmountMinor,
    currency: Currency,
    token: Token,
    reference: Text<1, 255>,
    #[serde(default = "at_once")]
    capture: bool,
}

fn at_once() -> bool {
    true
}
