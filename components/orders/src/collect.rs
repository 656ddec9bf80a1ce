//! `POST /api/v1/orders/{id or order number}/payments`

use api::fields::Text;
use api::{Admin, Error, Idempotent, IfMatch, Path, Response, StatusCode};
use database::Request;
use database::life::{Change, OrderRefusal};
use database::payments::NewCollection;
use database::payments::RecordCollectionOutcome::{
    InvalidAmount, KeyReused, NotFound, NothingDue, Recorded, StaleVersion,
};
use serde::Deserialize;

use crate::amount::Written;
use crate::answer;

/// Writes down money that somebody saw arrive: a bank transfer, cash.
pub async fn collect_payment(
    admin: Admin,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request: Idempotent<Collection>,
) -> Result<Response, Error> {
    let route = "POST /orders/{id}/payments";
    let change = Change {
        once: Request::by_admin(&admin, route, request.key, request.fingerprint),
        actor: answer::admin(&admin),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };
    let payment = NewCollection {
        amount: request.body.amount.as_ref().map(Written::as_str),
        reference: request.body.reference.as_str(),
    };

    match database::payments::record_collection(&admin.tenant, &change, &payment).await? {
        Recorded { order } => Ok(answer::shown(*order)),
        NothingDue => Err(Error::rejected(
            StatusCode::CONFLICT,
            "NOTHING_DUE",
            "Nothing is to be paid for this order; name the amount if money came all the same.",
        )),
        InvalidAmount => Err(Error::invalid(
            "amount",
            "must be more than 0, and not finer than the smallest unit of the order's currency",
        )),
        NotFound => Err(Error::not_found("order")),
        StaleVersion { version } => Err(answer::refused(OrderRefusal::StaleVersion { version })),
        KeyReused => Err(Error::key_reused()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// All that is due, unless it says how much.
    amount: Option<Written>,
    /// Of the transfer, or of whoever brought it. The same one twice is one payment.
    reference: Text<1, 255>,
}
