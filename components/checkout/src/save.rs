//! `PUT /api/v1/checkout/state`

use api::fields::Text;
use api::{Error, Json, RequestId, Response, Shopper, StatusCode, Uuid};
use database::checkout::CheckoutState;
use database::checkout::SaveCheckoutOutcome::{
    CheckoutCompleted, NotFound, Saved, UnknownShippingMethod,
};
use serde::{Deserialize, Serialize};

use crate::address::NewAddress;
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
    shipping_address: Option<NewAddress>,
    billing_address: Option<NewAddress>,
    #[serde(default)]
    billing_same_as_shipping: bool,
    shipping_method: Option<Text<1, 50>>,
    payment_method: Option<PaymentMethod>,
    payment_token: Option<Text<1, 255>>,
    notes: Option<Text<0, 2000>>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum PaymentMethod {
    CreditCard,
    CashOnDelivery,
}

impl SaveRequest {
    fn parse(self) -> Result<CheckoutState, Error> {
        let shipping_address = self
            .shipping_address
            .map(|address| address.parse("shipping_address"))
            .transpose()?;
        let billing_address = match (self.billing_address, self.billing_same_as_shipping) {
            (Some(_), true) => {
                return Err(Error::invalid(
                    "billing_same_as_shipping",
                    "cannot be true together with a billing_address",
                ));
            }
            (Some(address), false) => Some(address.parse("billing_address")?),
            (None, true) if shipping_address.is_none() => {
                return Err(Error::invalid(
                    "billing_same_as_shipping",
                    "needs the shipping_address in the same request",
                ));
            }
            (None, true) => shipping_address.clone(),
            (None, false) => None,
        };
        Ok(CheckoutState {
            shipping_address,
            billing_address,
            shipping_method: self.shipping_method.map(String::from),
            payment_method: self.payment_method.map(|method| method.code().to_owned()),
            payment_token: self.payment_token.map(String::from),
            notes: self.notes.map(String::from),
        })
    }
}

impl PaymentMethod {
    fn code(&self) -> &'static str {
        match self {
            Self::CreditCard => "CREDIT_CARD",
            Self::CashOnDelivery => "CASH_ON_DELIVERY",
        }
    }
}
