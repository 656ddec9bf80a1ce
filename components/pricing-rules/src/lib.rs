//! Prices carts: unit prices, then what the tenant's promotion component proposes, clamped, then
//! shipping and tax. No I/O at all: everything it needs comes in, and there is nothing here that
//! a promotion component which traps could take with it. What the public asks is in `prices`.
//!
//! spin.toml has it once for all tenants with the built-in promotions, and once more for each
//! tenant that has installed its own.

mod installed;
mod internal_quote;
mod promotions;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    // Only by service chaining: spin.toml publishes no route of this component.
    api::Routes::new("pricing-rules").post("/internal/quote", internal_quote::quote_cart)
}
