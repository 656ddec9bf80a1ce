#![doc = include_str!("../README.md")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a harness that fails is a test that fails"
)]

mod answer;
mod application;
mod cluster;
mod database;
mod files;
mod fixture;
mod lock;
mod need;
mod person;
mod provider;
mod scale;
mod shop;
mod sql;
mod stop;
mod template;
mod verify;
mod wire;
mod workshop;

pub use answer::Answer;
pub use cluster::Cluster;
pub use fixture::{CHECKOUT_STATE, MUG, PRODUCT_MUG, PRODUCT_SHIRT};
pub use lock::Lock;
pub use need::Need;
pub use person::Person;
pub use provider::{Mood, Provider};
pub use scale::Reads;
pub use serde_json::{Value, json};
pub use shop::Shop;
pub use sql::Row;
pub use stop::Stop;
pub use uuid::Uuid;
pub use verify::Broken;
pub use workshop::Workshop;

/// The repository this was built from: what the rules about the tree look at.
pub fn root() -> std::path::PathBuf {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .nth(2)
        .expect("tests/harness is two folders below the root")
        .to_owned()
}
