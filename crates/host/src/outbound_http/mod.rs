//! Requests that components send: the allow-list, chaining to other components in this process, and the network.

mod allowed_hosts;
mod chain;
mod send;

pub(crate) use allowed_hosts::AllowedHosts;
pub(crate) use send::{Client, Hooks};
