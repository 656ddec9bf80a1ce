//! See `tests/main.rs`.

pub mod books;
mod callback;
mod cancel_twice;
mod changed_checkout;
mod direct_orders;
mod edited_order;
mod fifty_papers;
mod fifty_units;
mod last_coupon;
mod last_return;
mod last_unit;
mod merged_cart;
mod new_sku;
mod same_checkout;
mod shared_stock;
mod ship_against_cancel;
