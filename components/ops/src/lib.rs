//! What an operator asks the application: is it alive, is it ready, what waits. It names no tenant.

mod live;
mod metrics;
mod ready;

use api::Routes;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> Routes {
    Routes::new("ops")
        .get("/health/live", live::live)
        .get("/health/ready", ready::ready)
        .get("/metrics", metrics::show_metrics)
}
