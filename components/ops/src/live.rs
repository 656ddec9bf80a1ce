//! `GET /health/live`: the process answers.

use api::{Anyone, IntoResponse, Json};
use serde::Serialize;

/// 200 whenever this code runs at all. It asks nobody else: a database that is down is no reason
/// to start the application again.
pub(crate) async fn live(_: Anyone) -> impl IntoResponse {
    Json(Live { status: "live" })
}

#[derive(Serialize)]
struct Live {
    status: &'static str,
}
