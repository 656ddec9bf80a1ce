//! The tick: what has to happen without a request. Called every few seconds by the local
//! host, or by a CronJob.

mod callbacks;
mod tick;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("events").post("/internal/tick", tick::tick)
}
