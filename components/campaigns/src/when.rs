//! When a campaign begins or ends, as an admin writes it.

use api::fields::{Instant, Invalid};
use serde::Deserialize;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{Date, PrimitiveDateTime};

const DATE: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");
const TO_THE_MINUTE: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]");
const TO_THE_SECOND: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");

/// An instant with an offset; or a date, or a time of a day, as the shop's own clocks show it. Kept as
/// it was written: the database knows the shop's time zone.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct When(String);

impl From<When> for String {
    fn from(when: When) -> Self {
        when.0
    }
}

impl TryFrom<String> for When {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let local = [TO_THE_MINUTE, TO_THE_SECOND];
        let year = Date::parse(&text, DATE).ok().map(Date::year).or_else(|| {
            let mut forms = local.iter();
            let time = forms.find_map(|form| PrimitiveDateTime::parse(&text, form).ok());
            time.map(PrimitiveDateTime::year)
        });
        let is_local = year.is_some_and(|year| (1..=9999).contains(&year));
        if is_local || Instant::try_from(text.clone()).is_ok() {
            return Ok(Self(text));
        }
        Err(Invalid::new(
            "must be a date such as 2026-12-01, a time in the shop's zone such as 2026-12-01T08:00, or an instant such as 2026-12-01T08:00:00Z",
        ))
    }
}
