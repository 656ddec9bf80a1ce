//! Products and what can be bought of them. Reading only: nothing here changes stock.

mod list;
mod show;
mod shown;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("catalog")
        .get("/api/v1/products", list::list_products)
        .get("/api/v1/products/{id}", show::show_product)
}
