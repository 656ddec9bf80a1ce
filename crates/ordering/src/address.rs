//! Addresses as a client writes them: every bad field is named at once.

use api::fields::{Email, Invalid, Problems, Text};
use domain::order::{Address, Country, check_phone};
use serde::Deserialize;

/// An address with the fields of the create-order contract; bounds are those of its data model.
/// Whatever is missing is missed by [`Addresses::check`], together with everything else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenAddress {
    address_type: Option<AddressType>,
    first_name: Option<String>,
    last_name: Option<String>,
    address_line1: Option<String>,
    address_line2: Option<String>,
    city: Option<String>,
    state: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum AddressType {
    Shipping,
    Billing,
}

/// The addresses of a request, whichever way they were written.
#[derive(Debug)]
pub struct Addresses {
    /// Where the goods go; `None` when the request says nothing about it.
    pub shipping: Option<Address>,
    /// Where the bill goes; likewise.
    pub billing: Option<Address>,
}

impl Addresses {
    /// Whether a request says where the goods go, right or wrong.
    pub fn name_shipping(
        shipping: Option<&WrittenAddress>,
        list: Option<&Vec<WrittenAddress>>,
    ) -> bool {
        let is_shipping =
            |address: &WrittenAddress| address.address_type == Some(AddressType::Shipping);
        shipping.is_some() || list.is_some_and(|list| list.iter().any(is_shipping))
    }

    /// Reads `shipping_address` and `billing_address`, or `addresses`, one of each type.
    pub fn check(
        shipping: Option<WrittenAddress>,
        billing: Option<WrittenAddress>,
        list: Option<Vec<WrittenAddress>>,
        problems: &mut Problems,
    ) -> Self {
        let (shipping, billing) = match list {
            None => (
                shipping.map(|address| ("shipping_address".to_owned(), address)),
                billing.map(|address| ("billing_address".to_owned(), address)),
            ),
            Some(list) => {
                if shipping.is_some() || billing.is_some() {
                    problems.add(
                        "addresses",
                        &Invalid::new("cannot stand beside shipping_address or billing_address"),
                    );
                }
                by_type(list, problems)
            }
        };
        let mut read = |written: Option<(String, WrittenAddress)>, kind| {
            written.and_then(|(field, address)| address.check(kind, &field, problems))
        };
        Self {
            shipping: read(shipping, AddressType::Shipping),
            billing: read(billing, AddressType::Billing),
        }
    }
}

type Named = Option<(String, WrittenAddress)>;

/// One address of each type at most, with its place in the list as its name.
fn by_type(list: Vec<WrittenAddress>, problems: &mut Problems) -> (Named, Named) {
    let (mut shipping, mut billing) = (None, None);
    // Two are enough; what is beyond them is named and not read.
    for (index, address) in list.into_iter().enumerate().take(3) {
        let field = format!("addresses[{index}]");
        let place = match address.address_type {
            Some(AddressType::Shipping) => &mut shipping,
            Some(AddressType::Billing) => &mut billing,
            None => {
                problems.add(
                    &format!("{field}.address_type"),
                    &Invalid::new("is required"),
                );
                continue;
            }
        };
        if place.is_some() {
            problems.add(
                &format!("{field}.address_type"),
                &Invalid::new("is there already; one of each is enough"),
            );
        } else {
            *place = Some((field, address));
        }
    }
    (shipping, billing)
}

impl WrittenAddress {
    /// The address, or all that is wrong with it; `field` is its name in the body.
    fn check(self, kind: AddressType, field: &str, all: &mut Problems) -> Option<Address> {
        let mut problems = Problems::within(field);
        // As long as it is not known, it is the one thing to mend first.
        let country = self.country.as_deref().and_then(Country::named);
        if self.address_type.is_some_and(|written| written != kind) {
            problems.add(
                "address_type",
                &Invalid::new("is that of the other address"),
            );
        }
        let address = Address {
            first_name: required::<1, 100>(&mut problems, "first_name", self.first_name),
            last_name: required::<1, 100>(&mut problems, "last_name", self.last_name),
            address_line1: required::<1, 255>(&mut problems, "address_line1", self.address_line1),
            address_line2: self
                .address_line2
                .and_then(|line| text::<0, 255>(&mut problems, "address_line2", line)),
            city: required::<1, 100>(&mut problems, "city", self.city),
            state: judged::<100>(&mut problems, "state", self.state, |state| {
                country.map_or(Ok(()), |country| country.check_state(state))
            }),
            postal_code: judged::<20>(&mut problems, "postal_code", self.postal_code, |code| {
                country.map_or(Ok(()), |country| country.check_postal_code(code))
            }),
            country_code: country.map(Country::alpha2).unwrap_or_default().to_owned(),
            country: required::<2, 100>(&mut problems, "country", self.country),
            phone: self
                .phone
                .map(|phone| judged::<20>(&mut problems, "phone", Some(phone), check_phone)),
            email: self
                .email
                .and_then(|email| problems.check("email", Email::try_from(email)))
                .map(String::from),
        };
        if country.is_none() && !address.country.is_empty() {
            problems.add(
                "country",
                &Invalid::new("must be a country: its ISO 3166 code or its English name"),
            );
        }
        let is_good = problems.is_empty();
        all.join(problems);
        is_good.then_some(address)
    }
}

/// The text, or a problem and nothing; with a problem the address is not used.
fn text<const MIN: usize, const MAX: usize>(
    problems: &mut Problems,
    field: &str,
    value: String,
) -> Option<String> {
    problems
        .check(field, Text::<MIN, MAX>::try_from(value))
        .map(String::from)
}

fn required<const MIN: usize, const MAX: usize>(
    problems: &mut Problems,
    field: &str,
    value: Option<String>,
) -> String {
    let Some(value) = value else {
        problems.add(field, &Invalid::new("is required"));
        return String::new();
    };
    text::<MIN, MAX>(problems, field, value).unwrap_or_default()
}

/// A text that its country, say, has rules for; missing is empty.
fn judged<const MAX: usize>(
    problems: &mut Problems,
    field: &str,
    value: Option<String>,
    judge: impl FnOnce(&str) -> Result<(), String>,
) -> String {
    let Some(value) = text::<0, MAX>(problems, field, value.unwrap_or_default()) else {
        return String::new();
    };
    problems.check(field, judge(&value).map_err(Invalid::new));
    value
}

#[cfg(test)]
mod tests;
