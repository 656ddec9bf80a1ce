//! What the command does to a real PostgreSQL and to the disk. One program, so that it links once.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod callback_secret;
mod fill;
mod migrate;
mod promotion;
mod refusals;
mod schema;
mod support;
mod tenant;
mod token;
mod verify;
