#![doc = include_str!("../README.md")]

mod app;
mod bindings;
mod build;
mod compose;
mod engine;
mod error;
mod instance;
mod key_value;
mod log;
pub mod manifest;
mod options;
mod outbound_http;
mod postgres;
mod serve;
mod statements;
mod stops;
mod variables;

pub use app::{App, Body};
pub use build::{BuildProgress, build};
pub use engine::Engine;
pub use error::Error;
pub use log::{LogLine, LogSink, LogStream};
pub use manifest::Manifest;
pub use options::{Limits, Options};
pub use serve::serve;
pub use statements::{Mark, Statement, Statements};
pub use stops::{Stop, Stops};
