//! See `tests/main.rs`.

mod internal_quote;
