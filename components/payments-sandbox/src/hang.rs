//! An answer that nobody waits for.

use std::time::Duration;

use api::{Error, StatusCode};

/// Longer than any caller's timeout. The order service gives up after `payment_timeout_ms`, by
/// default 10 s.
const HANG: Duration = Duration::from_secs(20);

/// Waits, then says so to whoever is still there.
pub(crate) async fn hang() -> Error {
    spin_sdk::time::sleep(HANG).await;
    Error::rejected(
        StatusCode::GATEWAY_TIMEOUT,
        "TIMED_OUT",
        "This token makes the sandbox take longer than its callers wait.",
    )
}
