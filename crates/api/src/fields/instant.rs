//! Points in time, as a client writes them.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{Invalid, checked_text};

/// RFC 3339 with an offset, `2026-11-20T12:00:00Z`, kept as it was written: the database reads it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant(String);

checked_text!([] Instant);

impl Instant {
    /// For comparing it with another.
    pub fn time(&self) -> Option<OffsetDateTime> {
        OffsetDateTime::parse(&self.0, &Rfc3339).ok()
    }
}

impl TryFrom<String> for Instant {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        match OffsetDateTime::parse(&text, &Rfc3339) {
            // Postgres has no year 0.
            Ok(instant) if instant.year() > 0 => Ok(Self(text)),
            _ => Err(Invalid::new(
                "must be an instant such as 2026-11-20T12:00:00Z",
            )),
        }
    }
}
