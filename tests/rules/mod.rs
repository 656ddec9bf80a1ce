//! See `tests/main.rs`.

mod bad_input;
mod codes;
mod plans;
mod pricing;
mod readme;
mod routes;
mod schema;
mod statements;
mod tree;
