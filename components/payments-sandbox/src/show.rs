//! What became of a charge, a capture, a void or a refund: `GET /charges/{key}` and the like.

use api::fields::Text;
use api::{Error, Json, Neighbor, Path};
use database::sandbox::{
    Charge, Operation, OperationKind, SandboxChargeViewOutcome, SandboxOperationViewOutcome,
    sandbox_charge_view, sandbox_operation_view,
};

type Key = Path<Text<1, 255>>;

/// 200 with the charge; 404 when it never happened, so that it may be tried again with the same
/// key.
pub(crate) async fn show_charge(neighbor: Neighbor, Path(key): Key) -> Result<Json<Charge>, Error> {
    match sandbox_charge_view(neighbor.require_tenant()?, key.as_str()).await? {
        SandboxChargeViewOutcome::Found { charge } => Ok(Json(charge)),
        SandboxChargeViewOutcome::NotFound => Err(Error::not_found("charge")),
    }
}

pub(crate) async fn show_capture(neighbor: Neighbor, key: Key) -> Result<Json<Operation>, Error> {
    show(&neighbor, OperationKind::Capture, &key).await
}

pub(crate) async fn show_void(neighbor: Neighbor, key: Key) -> Result<Json<Operation>, Error> {
    show(&neighbor, OperationKind::Void, &key).await
}

pub(crate) async fn show_refund(neighbor: Neighbor, key: Key) -> Result<Json<Operation>, Error> {
    show(&neighbor, OperationKind::Refund, &key).await
}

async fn show(
    neighbor: &Neighbor,
    kind: OperationKind,
    Path(key): &Key,
) -> Result<Json<Operation>, Error> {
    match sandbox_operation_view(neighbor.require_tenant()?, kind, key.as_str()).await? {
        SandboxOperationViewOutcome::Found { operation } => Ok(Json(operation)),
        SandboxOperationViewOutcome::NotFound => Err(Error::not_found(kind.as_str())),
    }
}
