#![doc = include_str!("../README.md")]

pub mod body;
pub mod client;
mod error;
mod etag;
pub mod fields;
mod idempotency;
mod log;
mod path;
pub mod principal;
mod query;
mod request_id;
mod routes;
mod serve;
#[cfg(test)]
mod testing;
pub mod variables;
mod within;

pub use axum::http::{HeaderMap, StatusCode, header};
pub use axum::response::{IntoResponse, Response};
pub use body::Json;
pub use error::{Detail, Error, Fault, Refusal};
pub use etag::{ETag, IfMatch};
pub use idempotency::{IDEMPOTENCY_KEY_MAX, IdempotencyKey, Idempotent, Upload};
pub use path::Path;
pub use principal::{
    Admin, Anyone, CartToken, Customer, Member, Neighbor, Owner, Principal, Provider, Reader,
    Service, Shopper, Signer, Tenant, Visitor, Who,
};
pub use query::Query;
pub use request_id::{REQUEST_ID, REQUEST_ID_MAX, RequestId};
pub use routes::Routes;
pub use serve::serve;
pub use uuid::Uuid;
pub use within::within;
