//! Request and answer bodies.

mod json;
mod problem;
mod read;

pub use json::Json;
pub(crate) use json::{parse, require_json};
pub(crate) use problem::{problem, type_name};
pub use read::BODY_MAX_BYTES;
pub(crate) use read::read;

#[cfg(test)]
mod tests;
