//! See `tests/main.rs`.

mod exchange_rates;
mod figures;
mod placed;
mod price_product;
mod promotions;
mod quote;
mod servable;
mod shipping_methods;
mod sku_prices;
mod tax_rates;
