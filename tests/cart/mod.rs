//! See `tests/main.rs`.

mod add_item;
mod change_item;
mod changes;
mod clear;
mod create;
mod editing;
mod enter_coupon;
mod expiry;
mod explain_price;
mod guests;
mod merge;
mod remove_item;
mod save_notes;
mod show;
mod show_own;
mod withdraw_coupon;
