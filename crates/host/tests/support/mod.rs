//! What the tests share: guests built once, applications in folders of their own, a small HTTP client.

mod client;
mod guests;
mod postgres;
mod site;

pub use client::{Answer, Connection};
pub use guests::{greeter, greeting, probe};
pub use postgres::{Table, database};
pub use site::{Site, folder, manifest, probe_with, wat_file};
