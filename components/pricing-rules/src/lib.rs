//! Prices carts: list prices, then what the tenant's promotion component proposes, clamped,
//! then shipping and tax. The internal route does no I/O at all: everything it needs comes in.

mod internal_quote;
mod promotions;
mod quote;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("pricing-rules")
        .post("/api/v1/pricing/quote", quote::quote_items)
        // Not under the prefix that spin.toml publishes: only by service chaining.
        .post("/internal/quote", internal_quote::quote_cart)
}
