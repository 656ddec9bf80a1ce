//! Orders: placed in one call, and read. A customer has the own, an admin the tenant's.

mod cursor;
mod list;
mod place;
mod show;
mod wanted;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("orders")
        .get("/api/v1/orders", list::list_orders)
        .post("/api/v1/orders", place::place_order)
        .get(
            "/api/v1/orders/status/{status}",
            list::list_orders_by_status,
        )
        .get("/api/v1/orders/{reference}", show::show_order)
}
