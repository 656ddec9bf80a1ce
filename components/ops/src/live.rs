//! `GET /health/live`: the process answers.

use api::{Anyone, IntoResponse, Json};
use serde_json::json;

/// 200 whenever this code runs at all. Asks nobody else: a database that is down is no reason to
/// restart the application.
pub async fn live(_: Anyone) -> impl IntoResponse {
    Json(json!({ "status": "live" }))
}
