//! From a cart to an order: start, fill in, confirm, pay. Placing is one SQL statement;
//! paying happens outside of any transaction, and settling is one statement again.

mod answer;
mod confirm;
mod save;
mod show;
mod start;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("checkout")
        .post("/api/v1/checkout/start", start::start_checkout)
        .put("/api/v1/checkout/state", save::save_checkout)
        .post("/api/v1/checkout/confirm", confirm::confirm_checkout)
        .get("/api/v1/checkout/{id}", show::show_checkout)
}
