//! See `tests/main.rs`.

mod quote;
