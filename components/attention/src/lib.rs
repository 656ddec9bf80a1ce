//! What needs a person: payments and deliveries that contradict what is known, refunds that somebody has
//! to make by hand. Resolving writes down what was done; doing it is for the orders' own endpoints.

mod list;
mod resolve;
mod show;
mod shown;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("attention")
        .get("/api/v1/attention", list::list_attention)
        .get("/api/v1/attention/{id}", show::show_attention)
        .post("/api/v1/attention/{id}/resolve", resolve::resolve_attention)
}
