//! See `tests/main.rs`.

mod health;
mod metrics;
