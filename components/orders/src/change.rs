//! `PUT /api/v1/orders/{id or order number}`

use api::fields::{Email, Invalid, Problems, Text};
use api::{Admin, Error, Idempotent, IfMatch, Path, RequestId, Response, StatusCode};
use database::Request;
use database::life::ChangeOrderOutcome::{
    AddressElsewhere, AddressFixed, Changed, KeyReused, Refused,
};
use database::life::{Change, Particulars};
use ordering::{Addresses, WrittenAddress};
use serde::Deserialize;
use serde_json::json;

use crate::answer;
use crate::wanted::Status;

/// Changes notes, addresses and status of an order: all that is named, or nothing.
pub async fn change_order(
    admin: Admin,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<Written>,
) -> Result<Response, Error> {
    let particulars = request.body.parse()?;
    let route = "PUT /orders/{id}";
    let change = Change {
        once: Request::by_admin(&admin, route, request.key, request.fingerprint),
        actor: answer::admin(&admin),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };

    match database::life::change_order(&admin.tenant, &change, &particulars).await? {
        Changed { order } => answer::settled(&admin.tenant, *order, &request_id).await,
        AddressFixed { field } => Err(address_fixed(
            &field,
            "The addresses of this order cannot be changed any more.",
        )),
        AddressElsewhere { field } => Err(address_fixed(
            &field,
            "Goods cannot go to another country or region: tax and shipping would differ.",
        )),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::not_advanced(refusal)),
    }
}

fn address_fixed(field: &str, message: &str) -> Error {
    Error::rejected(StatusCode::CONFLICT, "ADDRESS_FIXED", message)
        .with_detail(json!({ "field": field, "message": "stays as it is" }))
}

/// What is absent stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    notes: Option<Text<0, 2000>>,
    email: Option<Email>,
    shipping_address: Option<WrittenAddress>,
    billing_address: Option<WrittenAddress>,
    addresses: Option<Vec<WrittenAddress>>,
    status: Option<Status>,
    note: Option<Text<1, 500>>,
}

impl Written {
    fn parse(self) -> Result<Particulars, Error> {
        let mut problems = Problems::new();
        let addresses = Addresses::check(
            self.shipping_address,
            self.billing_address,
            self.addresses,
            &mut problems,
        );
        if self.note.is_some() && self.status.is_none() {
            problems.add("note", &Invalid::new("belongs to a status"));
        }
        let particulars = Particulars {
            notes: self.notes.map(String::from),
            email: self.email.map(String::from),
            shipping_address: addresses.shipping,
            billing_address: addresses.billing,
            status: self.status.map(String::from),
            note: self.note.map(String::from),
        };
        if !problems.is_empty() {
            return Err(problems.into());
        }
        if particulars.is_empty() {
            return Err(Error::invalid("", "must name what to change"));
        }
        Ok(particulars)
    }
}
