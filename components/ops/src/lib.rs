//! What an operator asks the application: is it alive, is it ready. It knows no tenant and no
//! orders.

mod live;
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
}
