//! `POST /api/v1/orders/{id}/payment-confirmed`

use api::fields::Text;
use api::{Error, Idempotent, Path, Provider, Response};
use database::callbacks::Callback;
use serde::Deserialize;

use crate::received::receive;
use crate::told::{PaymentNews, Told};

/// A payment service tells that an order is paid. Its `transaction_id` names the event: told again, it
/// gets the first answer.
pub async fn confirm_payment(
    provider: Provider,
    Path(order): Path<Text<1, 50>>,
    request: Idempotent<PaymentConfirmed>,
) -> Result<Response, Error> {
    let PaymentConfirmed {
        payment_id,
        amount,
        method,
        transaction_id,
    } = request.body;
    let payload = PaymentNews {
        amount: Some(amount),
        currency: None,
        key: None,
        reference: Some(payment_id),
        reason: None,
        method: Some(method),
    };

    let callback = Callback {
        provider: &provider.name,
        event_id: &format!("payment-confirmed/{transaction_id}"),
        kind: "payment.succeeded",
        order: Some(order.as_str()),
        payload: &payload,
        fingerprint: &request.fingerprint,
    };
    receive(&provider.tenant, &callback).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentConfirmed {
    /// What the service calls the payment, or the key that we gave it.
    payment_id: Text<1, 200>,
    /// In the order's currency.
    amount: Told,
    method: Text<1, 50>,
    transaction_id: Text<1, 200>,
}
