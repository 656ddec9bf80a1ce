//! See `tests/main.rs`.

mod arrivals;
mod contradictions;
mod delivered;
mod kept;
mod malformed;
mod payment_confirmed;
mod receive;
mod refunds;
pub mod sending;
mod signatures;
