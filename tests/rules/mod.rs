//! See `tests/main.rs`.

mod bad_input;
mod plans;
mod principals;
mod readme;
mod routes;
mod schema;
mod statements;
mod tree;
