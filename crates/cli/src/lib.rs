//! The spindle command as a library: what `spindle up` is made of, for the tests and for others.
//!
//! It knows how to bring a database and a host up. It knows no orders, and nothing in production
//! depends on it: there, Spin runs the components and `spindle migrate` prepares the database.

pub mod connection;
pub mod migrate;
pub mod postgres;
pub mod schema;
pub mod token;
