//! `PUT /api/v1/checkout/state`

use api::fields::{Email, Invalid, Problems, Text};
use api::{Error, Json, RequestId, Response, Shopper, StatusCode, Uuid};
use database::checkout::CheckoutState;
use database::checkout::SaveCheckoutOutcome::{
    CheckoutCompleted, CheckoutExpired, NotFound, NotServable, Saved, UnknownShippingMethod,
};
use ordering::{Addresses, PaymentMethod, WrittenAddress, refusal};
use serde::Deserialize;

use crate::answer;

/// Fills in what is said; what is not said stays as it is.
pub async fn save_checkout(
    shopper: Shopper,
    request_id: RequestId,
    Json(body): Json<SaveRequest>,
) -> Result<Response, Error> {
    let checkout_id = body.checkout_id;
    let state = body.parse()?;

    let saved =
        database::checkout::save_checkout(&shopper.tenant, &shopper.owner, checkout_id, &state)
            .await?;
    match saved {
        Saved(found) => answer::priced(StatusCode::OK, *found, &request_id).await,
        NotFound => Err(Error::not_found("checkout")),
        CheckoutCompleted => Err(Error::rejected(
            StatusCode::CONFLICT,
            "CHECKOUT_COMPLETED",
            "This checkout has become an order already.",
        )),
        CheckoutExpired => Err(answer::expired()),
        NotServable { code, field } => Err(refusal::not_servable(&code, &field)),
        UnknownShippingMethod { code } => Err(Error::invalid(
            "shipping_method",
            format!("{code} is not offered here"),
        )),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveRequest {
    checkout_id: Uuid,
    email: Option<Email>,
    shipping_address: Option<WrittenAddress>,
    billing_address: Option<WrittenAddress>,
    addresses: Option<Vec<WrittenAddress>>,
    billing_same_as_shipping: Option<bool>,
    shipping_method: Option<Text<1, 50>>,
    payment_method: Option<PaymentMethod>,
    payment_token: Option<Text<1, 255>>,
    notes: Option<Text<0, 2000>>,
}

impl SaveRequest {
    fn parse(self) -> Result<CheckoutState, Error> {
        let mut problems = Problems::new();
        let Addresses { shipping, billing } = Addresses::check(
            self.shipping_address,
            self.billing_address,
            self.addresses,
            &mut problems,
        );
        if billing.is_some() && self.billing_same_as_shipping == Some(true) {
            problems.add(
                "billing_same_as_shipping",
                &Invalid::new("cannot be true together with a billing address"),
            );
        }
        if !problems.is_empty() {
            return Err(problems.into());
        }
        Ok(CheckoutState {
            email: self.email.map(String::from),
            shipping_address: shipping,
            billing_address: billing,
            billing_same: self.billing_same_as_shipping,
            shipping_method: self.shipping_method.map(String::from),
            payment_method: self.payment_method.map(|method| method.code().to_owned()),
            payment_token: self.payment_token.map(String::from),
            notes: self.notes.map(String::from),
        })
    }
}
