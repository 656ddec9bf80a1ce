//! An address as a client writes it: every bad field is named at once.

use api::Error;
use api::fields::{Email, Problems, Text};
use domain::order::Address;
use serde::Deserialize;

/// The fields of the create-order contract; bounds are those of its data model.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewAddress {
    /// Allowed for symmetry with what an order shows; says nothing new.
    #[expect(dead_code, reason = "accepted and checked by serde, not used")]
    address_type: Option<AddressType>,
    first_name: String,
    last_name: String,
    address_line1: String,
    address_line2: Option<String>,
    city: String,
    state: String,
    postal_code: String,
    country: String,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum AddressType {
    Shipping,
    Billing,
}

impl NewAddress {
    /// The address, or all that is wrong with it; `field` is its name in the body.
    pub fn parse(self, field: &str) -> Result<Address, Error> {
        let mut problems = Problems::within(field);
        let address = Address {
            first_name: text::<1, 100>(&mut problems, "first_name", self.first_name),
            last_name: text::<1, 100>(&mut problems, "last_name", self.last_name),
            address_line1: text::<1, 255>(&mut problems, "address_line1", self.address_line1),
            address_line2: self
                .address_line2
                .map(|line| text::<0, 255>(&mut problems, "address_line2", line)),
            city: text::<1, 100>(&mut problems, "city", self.city),
            state: text::<0, 100>(&mut problems, "state", self.state),
            postal_code: text::<1, 20>(&mut problems, "postal_code", self.postal_code),
            country: text::<2, 100>(&mut problems, "country", self.country),
            phone: self
                .phone
                .map(|phone| text::<1, 20>(&mut problems, "phone", phone)),
            email: self
                .email
                .and_then(|email| problems.check("email", Email::try_from(email)))
                .map(String::from),
        };
        if problems.is_empty() {
            Ok(address)
        } else {
            Err(problems.into())
        }
    }
}

/// The text, or nothing and a problem; with a problem the address is not used.
fn text<const MIN: usize, const MAX: usize>(
    problems: &mut Problems,
    field: &str,
    value: String,
) -> String {
    problems
        .check(field, Text::<MIN, MAX>::try_from(value))
        .map(String::from)
        .unwrap_or_default()
}
