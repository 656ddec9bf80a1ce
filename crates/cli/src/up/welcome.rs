//! What to try next, ready to paste. The text is `welcome.txt`.

use std::io::Write;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Result;

use crate::token::{Claims, DEV_CUSTOMER, DEV_TENANT, DevKeys};

/// A day's work.
const TOKEN_LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// Prints it to stderr: on stdout are the logs of the components.
pub(super) fn print(address: SocketAddr, keys: &DevKeys) -> Result<()> {
    let token = keys.mint(&Claims::customer(DEV_TENANT, DEV_CUSTOMER, TOKEN_LIFETIME))?;
    let text = include_str!("welcome.txt")
        .replace("{url}", &format!("http://{}", reachable(address)))
        .replace("{token}", &token);
    std::io::stderr().write_all(text.as_bytes())?;
    Ok(())
}

/// "Any address" is no address to send a request to.
fn reachable(address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        SocketAddr::from(([127, 0, 0, 1], address.port()))
    } else {
        address
    }
}
