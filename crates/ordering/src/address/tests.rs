#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed unwrap is a failed test"
)]

use api::Error;
use api::fields::Problems;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Addresses, WrittenAddress};

#[derive(Deserialize)]
struct Body {
    shipping_address: Option<WrittenAddress>,
    billing_address: Option<WrittenAddress>,
    addresses: Option<Vec<WrittenAddress>>,
}

/// What is read, or the fields that are wrong.
fn read(body: Value) -> Result<Addresses, Vec<String>> {
    let body: Body = serde_json::from_value(body).unwrap();
    let mut problems = Problems::new();
    let addresses = Addresses::check(
        body.shipping_address,
        body.billing_address,
        body.addresses,
        &mut problems,
    );
    if problems.is_empty() {
        return Ok(addresses);
    }
    let Error::Malformed(refusal) = Error::from(problems) else {
        panic!("problems are malformed input");
    };
    Err(refusal
        .details
        .iter()
        .map(|detail| detail.value()["field"].as_str().unwrap().to_owned())
        .collect())
}

fn address() -> Value {
    json!({
        "first_name": "John", "last_name": "Doe", "address_line1": "123 Main St", "city": "New York",
        "state": "NY", "postal_code": "10001", "country": "USA"
    })
}

fn with(changes: Value) -> Value {
    let mut address = address();
    for (field, value) in changes.as_object().unwrap() {
        address[field] = value.clone();
    }
    address
}

#[test]
fn an_address_is_kept_as_written_with_the_code_of_its_country() {
    let read = read(json!({ "shipping_address": with(json!({ "address_type": "SHIPPING" })) }));

    let shipping = read.unwrap().shipping.unwrap();
    assert_eq!(shipping.country, "USA");
    assert_eq!(shipping.country_code, "US");
    assert_eq!(shipping.state, "NY");
    assert_eq!(shipping.phone, None);
}

#[test]
fn everything_that_is_missing_or_wrong_is_named_at_once() {
    assert_eq!(
        read(
            json!({ "shipping_address": {}, "billing_address": with(json!({
            "state": "Bavaria", "postal_code": "x", "phone": "none", "email": "nobody", "city": " "
        })) })
        )
        .unwrap_err(),
        [
            "shipping_address.first_name",
            "shipping_address.last_name",
            "shipping_address.address_line1",
            "shipping_address.city",
            "shipping_address.country",
            "billing_address.city",
            "billing_address.state",
            "billing_address.postal_code",
            "billing_address.phone",
            "billing_address.email",
        ]
    );
}

#[test]
fn both_forms_say_the_same() {
    let bill = with(json!({ "first_name": "Ada" }));
    let objects = read(json!({ "shipping_address": address(), "billing_address": bill })).unwrap();
    let typed = |mut address: Value, kind: &str| {
        address["address_type"] = json!(kind);
        address
    };
    let list = read(json!({ "addresses": [typed(bill, "BILLING"), typed(address(), "SHIPPING")] }));

    let list = list.unwrap();
    let text = |of: &Option<_>| serde_json::to_string(of).unwrap();
    assert_eq!(text(&list.shipping), text(&objects.shipping));
    assert_eq!(text(&list.billing), text(&objects.billing));
    assert_eq!(list.billing.unwrap().first_name, "Ada");
}

#[test]
fn a_list_has_one_of_each_type() {
    let typed = |kind: &str| with(json!({ "address_type": kind }));
    for (body, fields) in [
        (json!([address()]), &["addresses[0].address_type"][..]),
        (
            json!([typed("SHIPPING"), typed("SHIPPING")]),
            &["addresses[1].address_type"],
        ),
        (
            json!([typed("SHIPPING"), typed("BILLING"), typed("BILLING")]),
            &["addresses[2].address_type"],
        ),
        (
            json!([
                typed("BILLING"),
                with(json!({ "address_type": "SHIPPING", "city": "" }))
            ]),
            &["addresses[1].city"],
        ),
    ] {
        assert_eq!(read(json!({ "addresses": body })).unwrap_err(), fields);
    }
    assert_eq!(
        read(json!({ "shipping_address": address(), "addresses": [] })).unwrap_err(),
        ["addresses"]
    );
    assert_eq!(
        read(json!({ "shipping_address": typed("BILLING") })).unwrap_err(),
        ["shipping_address.address_type"]
    );
}
