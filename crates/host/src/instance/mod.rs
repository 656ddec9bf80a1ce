//! Instances of components: their state, their reuse, the bound on what they compute.

mod cpu;
mod factory;
mod state;

pub(crate) use cpu::Ticker;
pub(crate) use factory::{Expired, Factory};
pub(crate) use state::{Component, RequestContext, Services, Spin, State};
