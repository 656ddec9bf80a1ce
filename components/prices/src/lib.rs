//! What things cost: quotes and prices for everybody, the rows behind them for admins. What a
//! cart costs is not computed here but asked of `pricing-rules`, whose promotion component may
//! fail without harm to anything else.

mod destination;
mod quote;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("prices").post("/api/v1/pricing/quote", quote::quote_items)
}
