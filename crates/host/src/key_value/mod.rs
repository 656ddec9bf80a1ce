//! `spin:key-value@3.0.0` over SQLite. One file per store; what one process wrote the next one reads.

mod host;
mod stores;

pub use stores::Store;
pub(crate) use stores::Stores;
