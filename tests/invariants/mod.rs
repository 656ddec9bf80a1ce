//! See `tests/main.rs`.

mod documented;
mod planted;
