//! See `tests/main.rs`.

mod add_item;
mod change_item;
mod create;
mod enter_coupon;
mod guests;
mod remove_item;
mod show;
mod withdraw_coupon;
