//! Request and answer bodies.

mod json;
mod problem;
mod read;

pub(crate) use json::require_json;
pub use json::{Json, parse};
pub(crate) use problem::{problem, type_name};
pub use read::BODY_MAX_BYTES;
pub(crate) use read::read;

#[cfg(test)]
mod tests;
