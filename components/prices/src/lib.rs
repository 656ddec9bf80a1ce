//! What things cost: quotes and prices for everybody, the rows behind them for admins. What a
//! cart costs is not computed here but asked of `pricing-rules`, whose promotion component may
//! fail without harm to anything else.

mod destination;
mod exchange_rates;
mod price_product;
mod quote;
mod shipping_methods;
mod sku_prices;
mod tax_rates;

#[spin_sdk::http_service]
async fn handle(request: spin_sdk::http::Request) -> impl spin_sdk::http::IntoResponse {
    api::serve(routes, request).await
}

fn routes() -> api::Routes {
    api::Routes::new("prices")
        .post("/api/v1/pricing/quote", quote::quote_items)
        .get(
            "/api/v1/products/{id}/pricing",
            price_product::price_product,
        )
        .get("/api/v1/prices/{sku}", sku_prices::show_prices)
        .put("/api/v1/prices/{sku}", sku_prices::set_prices)
        .get("/api/v1/exchange-rates", exchange_rates::list_rates)
        .post("/api/v1/exchange-rates", exchange_rates::add_rate)
        .get("/api/v1/tax-rates", tax_rates::list_taxes)
        .put("/api/v1/tax-rates", tax_rates::set_taxes)
        .get("/api/v1/shipping-methods", shipping_methods::list_shipping)
        .put(
            "/api/v1/shipping-methods/{code}",
            shipping_methods::set_shipping,
        )
        .delete(
            "/api/v1/shipping-methods/{code}",
            shipping_methods::remove_shipping,
        )
}
