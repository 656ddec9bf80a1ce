//! Orders, read: a customer sees the own, an admin the tenant's.

mod list;
mod show;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("orders")
        .get("/api/v1/orders", list::list_orders)
        .get("/api/v1/orders/{reference}", show::show_order)
}
