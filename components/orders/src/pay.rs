//! `POST /api/v1/orders/{id or order number}/checkout`

use api::fields::Text;
use api::{Error, Idempotent, IfMatch, Path, Reader, RequestId, Response, StatusCode};
use database::Request;
use database::life::Change;
use database::payments::StartPaymentOutcome::{
    Changed, KeyReused, Refused, Started, TokenRequired, UnderWay,
};
use ordering::PaymentMethod;
use serde::Deserialize;

use crate::answer;

/// Pays what an order still owes. A payment that is open already is asked about; no other is begun.
pub async fn pay_order(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<Payment>,
) -> Result<Response, Error> {
    let Payment {
        payment_method,
        payment_token,
    } = request.body;
    let is_by_card = payment_method.is_none_or(|method| method == PaymentMethod::CreditCard);
    if payment_token.is_some() && !is_by_card {
        return Err(Error::invalid(
            "payment_token",
            "goes with CREDIT_CARD and nothing else",
        ));
    }
    let principal = reader.principal.clone();
    let route = "POST /orders/{id}/checkout";
    let change = Change {
        once: Request::by(principal, route, request.key, request.fingerprint),
        actor: reader.actor().to_owned(),
        reference: reference.as_str(),
        version: if_match.and_then(IfMatch::version),
    };

    let started = database::payments::start_payment(
        &reader.tenant,
        reader.owner.as_ref(),
        &change,
        payment_method.map(PaymentMethod::code),
        payment_token.as_ref().map(Text::as_str),
    );
    match started.await? {
        Started { order } | UnderWay { order } | Changed { order } => {
            ordering::pay_order(&reader.tenant, *order, StatusCode::OK, &request_id).await
        }
        TokenRequired => Err(Error::invalid(
            "payment_token",
            "is required for CREDIT_CARD",
        )),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// By card with a token, else as the order says.
    payment_method: Option<PaymentMethod>,
    payment_token: Option<Text<1, 255>>,
}
