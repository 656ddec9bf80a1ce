//! `GET /health/ready`: what the application needs is there.

use std::time::Duration;

use api::{Anyone, Fault, IntoResponse, Json, StatusCode};
use serde::Serialize;

/// A probe that waits has failed; Kubernetes gives one second by default, operators often more.
const PATIENCE: Duration = Duration::from_secs(2);

/// 200 when each dependency answers, else 503; either way each is named. Why one does not is in
/// the log, and no business of whoever asks.
pub(crate) async fn ready(_: Anyone) -> impl IntoResponse {
    let database = api::within(PATIENCE, database::ops::health()).await;
    let fault = match database {
        Some(Ok(())) => None,
        Some(Err(fault)) => Some(fault),
        None => Some(Fault::unavailable(format!(
            "database: no answer within {PATIENCE:?}"
        ))),
    };

    let (status, word) = match fault {
        None => (StatusCode::OK, "ready"),
        Some(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
    };
    let dependencies = Dependencies { database: word };
    (
        status,
        fault,
        Json(Ready {
            status: word,
            dependencies,
        }),
    )
}

#[derive(Serialize)]
struct Ready {
    /// The worst of the dependencies.
    status: &'static str,
    dependencies: Dependencies,
}

/// One field per dependency: `ready` or `unavailable`.
#[derive(Serialize)]
struct Dependencies {
    database: &'static str,
}
