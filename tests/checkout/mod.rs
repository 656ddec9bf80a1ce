//! See `tests/main.rs`.

mod confirm;
mod expiry;
mod pay;
mod save;
mod shipping;
mod show;
mod start;
