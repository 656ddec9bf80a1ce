//! See `tests/main.rs`.

mod list;
mod show;
