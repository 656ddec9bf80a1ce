#![doc = include_str!("../README.md")]

mod body;
mod charge;
mod hang;
mod operate;
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
        .post("/charges/{key}/capture", operate::capture)
        .get("/captures/{key}", show::show_capture)
        .post("/charges/{key}/void", operate::void)
        .get("/voids/{key}", show::show_void)
        .post("/refunds", operate::refund)
        .get("/refunds/{key}", show::show_refund)
}
