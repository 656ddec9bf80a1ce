//! See `tests/main.rs`.

mod health;
