//! See `tests/main.rs`.

mod bad_input;
mod principals;
mod readme;
mod routes;
mod schema;
mod statements;
mod tree;
