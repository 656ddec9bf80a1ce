//! `spin:postgres@4.2.0` over tokio-postgres: pools, leases that come back clean, values both ways.
//!
//! Not here: anything about schemas. Only the async functions exist; the sync ones answer that they do not.

mod error;
mod host;
mod interval;
mod lease;
mod parameters;
mod pools;
mod ranges;
mod rows;
mod values;

pub use host::{Connection, ConnectionBuilder};
pub(crate) use pools::Pools;
