//! `GET /charges/{key}`: what became of a charge.

use api::fields::Text;
use api::{Error, IntoResponse, Json, Neighbor, Path};
use database::sandbox::{SandboxChargeViewOutcome, sandbox_charge_view};

/// 200 with the charge; 404 when it never happened, so that it may be tried again with the same
/// key.
pub(crate) async fn show_charge(
    neighbor: Neighbor,
    Path(key): Path<Text<1, 255>>,
) -> Result<impl IntoResponse, Error> {
    match sandbox_charge_view(neighbor.require_tenant()?, key.as_str()).await? {
        SandboxChargeViewOutcome::Found { charge } => Ok(Json(charge)),
        SandboxChargeViewOutcome::NotFound => Err(Error::not_found("charge")),
    }
}
