//! `POST /charges`: charges a token, once per key.

use api::fields::{Invalid, Text};
use api::{Error, IdempotencyKey, IntoResponse, Json, Neighbor, StatusCode};
use database::sandbox::{NewCharge, SandboxChargeOutcome, sandbox_charge};
use serde::Deserialize;

use crate::hang::hang;

/// 201 with the charge, the same one for the same key however often and however concurrently it
/// is sent; 409 when the key was first used with another amount, currency or token.
pub(crate) async fn charge(
    neighbor: Neighbor,
    key: IdempotencyKey,
    Json(body): Json<Body>,
) -> Result<impl IntoResponse, Error> {
    let tenant = neighbor.require_tenant()?;
    if body.token == Token::TimeoutBefore {
        return Err(hang().await);
    }
    let new = NewCharge {
        key: key.as_str(),
        amount_minor: body.amount_minor.0,
        currency: &body.currency.0,
        token: body.token.as_str(),
        reference: body.reference.as_str(),
    };
    match sandbox_charge(tenant, &new).await? {
        SandboxChargeOutcome::Charged { .. } if body.token == Token::TimeoutAfter => {
            Err(hang().await)
        }
        SandboxChargeOutcome::Charged { charge } => Ok((StatusCode::CREATED, Json(charge))),
        SandboxChargeOutcome::KeyReused => Err(Error::rejected(
            StatusCode::CONFLICT,
            "IDEMPOTENCY_KEY_REUSED",
            "This Idempotency-Key was first used for another charge.",
        )),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    amount_minor: AmountMinor,
    currency: Currency,
    token: Token,
    reference: Text<1, 255>,
}

/// What a bank would look at. The value says what happens.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
enum Token {
    #[serde(rename = "tok_success")]
    Success,
    #[serde(rename = "tok_declined")]
    Declined,
    #[serde(rename = "tok_pending")]
    Pending,
    #[serde(rename = "tok_timeout_before")]
    TimeoutBefore,
    #[serde(rename = "tok_timeout_after")]
    TimeoutAfter,
}

impl Token {
    /// As SQL knows it, which decides about success.
    fn as_str(self) -> &'static str {
        match self {
            Self::Success => "tok_success",
            Self::Declined => "tok_declined",
            Self::Pending => "tok_pending",
            Self::TimeoutBefore => "tok_timeout_before",
            Self::TimeoutAfter => "tok_timeout_after",
        }
    }
}

/// In the currency's smallest unit, never negative: a refund is not a charge.
#[derive(Deserialize)]
#[serde(try_from = "i64")]
struct AmountMinor(i64);

impl TryFrom<i64> for AmountMinor {
    type Error = Invalid;

    fn try_from(amount: i64) -> Result<Self, Invalid> {
        if amount < 0 {
            return Err(Invalid::new("must be 0 or more"));
        }
        Ok(Self(amount))
    }
}

/// ISO 4217: three capital letters.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Currency(String);

impl TryFrom<String> for Currency {
    type Error = Invalid;

    fn try_from(code: String) -> Result<Self, Invalid> {
        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            return Ok(Self(code));
        }
        Err(Invalid::new("must be three capital letters"))
    }
}
