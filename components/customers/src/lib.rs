//! Customers, as far as prices depend on them: level and segments. Who they are, with names and
//! passwords, is the identity provider's business.

mod own;
mod set;
mod show;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("customers")
        .get("/api/v1/customers/me", own::show_own)
        .get("/api/v1/customers/{id}", show::show_customer)
        .put("/api/v1/customers/{id}", set::set_customer)
}
