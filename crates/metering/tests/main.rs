//! What metering promises, shown on plugins that try to break it.

#![expect(clippy::panic, clippy::unwrap_used, reason = "in tests")]

mod attacks;
mod promotions;
mod support;
