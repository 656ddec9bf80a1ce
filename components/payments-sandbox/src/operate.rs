//! What is done with a charge: `POST /charges/{key}/capture`, `POST /charges/{key}/void` and
//! `POST /refunds`.

use api::fields::Text;
use api::{Error, IdempotencyKey, Json, Neighbor, Path, StatusCode};
use database::sandbox::SandboxOperateOutcome::{Hanging, KeyReused, NotFound, Operated};
use database::sandbox::{NewOperation, Operation, OperationKind, sandbox_operate};
use serde::Deserialize;

use crate::body::{AmountMinor, Currency};
use crate::hang::hang;

type Done = Result<(StatusCode, Json<Operation>), Error>;

/// Takes what was authorized, or less; once. The rest lapses.
pub(crate) async fn capture(
    neighbor: Neighbor,
    key: IdempotencyKey,
    Path(charge): Path<Text<1, 255>>,
    Json(body): Json<Amount>,
) -> Done {
    let amount = Some((body.amount_minor.0, body.currency.0.as_str()));
    operate(
        &neighbor,
        OperationKind::Capture,
        &key,
        charge.as_str(),
        amount,
    )
    .await
}

/// Forgets what was authorized.
pub(crate) async fn void(
    neighbor: Neighbor,
    key: IdempotencyKey,
    Path(charge): Path<Text<1, 255>>,
    Json(Nothing {}): Json<Nothing>,
) -> Done {
    operate(&neighbor, OperationKind::Void, &key, charge.as_str(), None).await
}

/// Gives money of a charge back, in several parts if need be, never more than was captured.
pub(crate) async fn refund(
    neighbor: Neighbor,
    key: IdempotencyKey,
    Json(body): Json<Refund>,
) -> Done {
    let _ = body.reference;
    let amount = Some((body.amount_minor.0, body.currency.0.as_str()));
    operate(
        &neighbor,
        OperationKind::Refund,
        &key,
        body.charge.as_str(),
        amount,
    )
    .await
}

async fn operate(
    neighbor: &Neighbor,
    kind: OperationKind,
    key: &IdempotencyKey,
    charge: &str,
    amount: Option<(i64, &str)>,
) -> Done {
    let new = NewOperation {
        kind,
        key: key.as_str(),
        charge,
        amount,
    };
    match sandbox_operate(neighbor.require_tenant()?, &new).await? {
        Operated { hangs: true, .. } | Hanging => Err(hang().await),
        Operated { operation, .. } => Ok((StatusCode::CREATED, Json(operation))),
        KeyReused => Err(key_reused()),
        NotFound => Err(Error::not_found("charge")),
    }
}

/// The key is known, and stands for something else.
pub(crate) fn key_reused() -> Error {
    Error::rejected(
        StatusCode::CONFLICT,
        "IDEMPOTENCY_KEY_REUSED",
        "This Idempotency-Key was first used for something else.",
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Amount {
    amount_minor: AmountMinor,
    currency: Currency,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Refund {
    charge: Text<1, 255>,
    amount_minor: AmountMinor,
    currency: Currency,
    /// The merchant's own name for it; the charge has one, too.
    reference: Text<1, 255>,
}
