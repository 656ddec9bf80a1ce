//! Application variables: where their values come from, and `spin:variables` for components.

mod host;
mod resolve;

pub(crate) use resolve::resolve;
