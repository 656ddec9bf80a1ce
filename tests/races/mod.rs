//! See `tests/main.rs`.

mod last_unit;
mod same_checkout;
mod last_coupon;
mod changed_checkout;
