//! Which orders a list wants: the query, as a client writes it.

use api::fields::{Invalid, PageLimit, Problems, Text};
use api::{Error, Uuid};
use database::orders::OrdersWanted;
use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// How far into a list pages go; `after` goes on for ever.
pub const ENTRIES_BY_PAGE: u32 = 10_000;

/// The query of a list. Texts are judged in [`ListQuery::wanted`], all at once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    status: Option<String>,
    payment_status: Option<String>,
    from: Option<String>,
    to: Option<String>,
    pub customer: Option<Uuid>,
    q: Option<String>,
    sort: Option<String>,
    order: Option<String>,
    pub after: Option<String>,
    page: Option<u32>,
    #[serde(default)]
    pub limit: PageLimit,
    #[serde(default)]
    pub counts: bool,
}

/// One of the nine.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct Status(String);

impl Status {
    /// As it is written everywhere: "PENDING".
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Status> for String {
    fn from(status: Status) -> Self {
        status.0
    }
}

impl TryFrom<String> for Status {
    type Error = Invalid;

    fn try_from(written: String) -> Result<Self, Invalid> {
        one_of(&written, STATUSES).map(|_| Self(written))
    }
}

const STATUSES: &[&str] = &[
    "PENDING",
    "CONFIRMED",
    "PROCESSING",
    "SHIPPED",
    "DELIVERED",
    "COMPLETED",
    "CANCELLED",
    "RETURNED",
    "PAYMENT_FAILED",
];

const PAYMENT_STATUSES: &[&str] = &[
    "PENDING",
    "AUTHORIZED",
    "PAID",
    "PARTIALLY_REFUNDED",
    "REFUNDED",
    "FAILED",
];

const SORTS: &[&str] = &["created_at", "updated_at", "total_amount"];

impl ListQuery {
    /// The list of one status, which its path names.
    pub fn of_status(mut self, status: String) -> Result<Self, Error> {
        if self.status.is_some() {
            return Err(Error::invalid("status", "is in the path already"));
        }
        self.status = Some(status);
        Ok(self)
    }

    /// The list.
    pub fn wanted(&self) -> Result<OrdersWanted, Error> {
        let mut problems = Problems::new();
        let word = |problems: &mut Problems, field: &str, written: &Option<String>, words| {
            let written = written.as_deref()?;
            problems.check(field, one_of(written, words))
        };
        let status = match self.status.as_deref() {
            Some("all") => None,
            // The word of the deployment document for an order that is paid and not yet processed.
            Some("PAID") => Some("CONFIRMED"),
            _ => word(&mut problems, "status", &self.status, STATUSES),
        };
        let rising = word(&mut problems, "order", &self.order, &["asc", "desc"]) == Some("asc");
        let wanted = OrdersWanted {
            status,
            is_paid: (self.status.as_deref() == Some("PAID")).then_some(true),
            payment_status: word(
                &mut problems,
                "payment_status",
                &self.payment_status,
                PAYMENT_STATUSES,
            ),
            from: instant(&mut problems, "from", self.from.as_deref()),
            to: instant(&mut problems, "to", self.to.as_deref()),
            customer_id: self.customer,
            text: self
                .q
                .clone()
                .and_then(|text| problems.check("q", Text::<1, 200>::try_from(text)))
                .map(String::from),
            sort: word(&mut problems, "sort", &self.sort, SORTS).unwrap_or("created_at"),
            rising,
        };
        if problems.is_empty() {
            Ok(wanted)
        } else {
            Err(problems.into())
        }
    }

    /// How many entries the wanted page leaves out.
    pub fn offset(&self) -> Result<u32, Error> {
        let Some(page) = self.page else {
            return Ok(0);
        };
        if self.after.is_some() {
            return Err(Error::invalid("page", "cannot stand beside after"));
        }
        let limit = u32::from(self.limit.get());
        page.checked_sub(1)
            .and_then(|before| before.checked_mul(limit))
            .filter(|offset| *offset <= ENTRIES_BY_PAGE - limit)
            .ok_or_else(|| {
                Error::invalid(
                    "page",
                    format!(
                        "must be 1 to {}; beyond that, go on with after",
                        ENTRIES_BY_PAGE / limit
                    ),
                )
            })
    }
}

fn one_of(written: &str, words: &[&'static str]) -> Result<&'static str, Invalid> {
    words
        .iter()
        .find(|word| **word == written)
        .copied()
        .ok_or_else(|| Invalid::new(format!("must be one of {}", words.join(", "))))
}

/// Microseconds since 1970.
fn instant(problems: &mut Problems, field: &str, written: Option<&str>) -> Option<i64> {
    let read = OffsetDateTime::parse(written?, &Rfc3339)
        .ok()
        .and_then(|at| i64::try_from(at.unix_timestamp_nanos() / 1_000).ok())
        .ok_or_else(|| Invalid::new("must be an instant such as 2026-11-20T12:00:00Z"));
    problems.check(field, read)
}
