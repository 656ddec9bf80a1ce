//! Several bad fields in one answer.

use serde_json::{Value, json};

use super::Invalid;
use crate::Error;

/// Collects what is wrong with the fields of one value.
///
/// serde stops at the first bad field. Where a client should see all of them at once (an address
/// form), the wire type holds plain strings and is checked with this:
///
/// ```
/// use api::Error;
/// use api::fields::{Problems, Text};
///
/// #[derive(serde::Deserialize)]
/// struct Written { name: String, city: String }
///
/// #[derive(Debug)]
/// struct Address { name: Text<1, 100>, city: Text<1, 100> }
///
/// fn address(written: Written, field: &str) -> Result<Address, Error> {
///     let mut problems = Problems::within(field);
///     let name = problems.check("name", written.name.try_into());
///     let city = problems.check("city", written.city.try_into());
///     match (name, city) {
///         (Some(name), Some(city)) => Ok(Address { name, city }),
///         _ => Err(problems.into()),
///     }
/// }
///
/// let written = Written { name: String::new(), city: "\u{7}".to_owned() };
/// let Err(Error::Malformed(refusal)) = address(written, "shipping_address") else { panic!() };
/// assert_eq!(refusal.details[0].value()["field"], "shipping_address.name");
/// assert_eq!(refusal.details[1].value()["field"], "shipping_address.city");
/// ```
#[derive(Debug, Default)]
pub struct Problems {
    parent: String,
    details: Vec<Value>,
}

impl Problems {
    /// For the fields of the body itself.
    pub fn new() -> Self {
        Self::default()
    }

    /// For the fields of one value in the body: `shipping_address`, `items[0]`.
    pub fn within(parent: &str) -> Self {
        Self {
            parent: parent.to_owned(),
            details: Vec::new(),
        }
    }

    /// The value when it is good; else `None`, and the problem is kept.
    pub fn check<T>(&mut self, field: &str, value: Result<T, Invalid>) -> Option<T> {
        value.map_err(|invalid| self.add(field, &invalid)).ok()
    }

    /// A problem of several fields together, or of one that is missing.
    pub fn add(&mut self, field: &str, invalid: &Invalid) {
        let field = match self.parent.as_str() {
            "" => field.to_owned(),
            parent => format!("{parent}.{field}"),
        };
        self.details
            .push(json!({ "field": field, "message": invalid.to_string() }));
    }

    /// Takes over what another part of the body has collected.
    pub fn join(&mut self, other: Problems) {
        self.details.extend(other.details);
    }

    /// Whether all was well so far.
    pub fn is_empty(&self) -> bool {
        self.details.is_empty()
    }
}

/// 422 `VALIDATION_FAILED` with everything that was collected.
impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        Self::validation_failed(problems.details)
    }
}
