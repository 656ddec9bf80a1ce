//! See `tests/main.rs`.

mod changed_checkout;
mod last_coupon;
mod last_unit;
mod same_checkout;
