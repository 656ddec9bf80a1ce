//! See `tests/main.rs`.

mod tick;
