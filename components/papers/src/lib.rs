//! Documents for people: invoices and credit notes. They are issued where money is confirmed and goods
//! leave (migrations/functions/issue_invoice.sql); here they are only shown.

mod answer;
mod form;
mod list;
mod show;
mod show_invoice;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("papers")
        .get(
            "/api/v1/orders/{reference}/invoice",
            show_invoice::show_invoice,
        )
        .get("/api/v1/orders/{reference}/papers", list::list_papers)
        .get(
            "/api/v1/orders/{reference}/papers/{number}",
            show::show_paper,
        )
}
