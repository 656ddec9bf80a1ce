//! See `tests/main.rs`.

mod confirm;
mod pay;
mod save;
mod show;
mod start;
