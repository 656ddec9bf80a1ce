#![doc = include_str!("../README.md")]

mod charge;
mod hang;
mod show;

use api::Routes;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> Routes {
    Routes::new("payments-sandbox")
        .post("/charges", charge::charge)
        .get("/charges/{key}", show::show_charge)
}
