//! The host, driven over sockets with real components.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failing test may panic"
)]

extern crate spindle_host as host;

mod building;
mod caching;
mod chaining;
mod composition;
mod database;
mod faults;
mod key_value;
mod outbound;
mod refusals;
mod serving;
mod slow_clients;
mod stops;
mod support;
mod variables;
