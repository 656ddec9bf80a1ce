//! See `tests/main.rs`.

mod own;
mod set;
mod show;
