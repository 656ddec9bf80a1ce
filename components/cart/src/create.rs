//! `POST /api/v1/cart`

use api::{CartToken, Error, Idempotent, Owner, RequestId, Response, StatusCode, Visitor};
use database::Request;
use database::cart::CreateCartOutcome::{Created, CurrencyNotOffered, KeyReused, UnknownTenant};
use domain::Currency;
use serde::Deserialize;

use crate::answer;

/// Opens an empty cart. A guest gets the secret that opens it, in this answer and in no other.
pub async fn create_cart(
    visitor: Visitor,
    request_id: RequestId,
    request: Idempotent<Option<NewCart>>,
) -> Result<Response, Error> {
    let (owner, once) = match visitor.customer {
        Some(id) => {
            let owner = Owner::Customer(id);
            let once = Request::new(&owner, "POST /cart", request.key, request.fingerprint);
            (owner, once)
        }
        None if visitor.is_admin => return Err(Error::forbidden("An admin has no cart.")),
        // A guest is nobody yet. A key that all guests share would hand one's secret to another.
        None => (Owner::Guest(CartToken::draw()?), None),
    };
    let currency = request.body.and_then(|cart| cart.currency);
    let currency = currency.map(Currency::code);

    match database::cart::create_cart(&visitor.tenant, &owner, once.as_ref(), currency).await? {
        Created(cart) => answer::created(*cart, &owner, &request_id).await,
        UnknownTenant => Err(Error::not_found("tenant")),
        CurrencyNotOffered { currencies } => {
            let codes: Vec<&str> = currencies.iter().map(|currency| currency.code()).collect();
            Err(Error::rejected(
                StatusCode::UNPROCESSABLE_ENTITY,
                "CURRENCY_NOT_OFFERED",
                format!("This shop sells in {}.", codes.join(", ")),
            ))
        }
        KeyReused => Err(Error::key_reused()),
    }
}

/// `{}` and no body mean the same: a cart in the tenant's currency.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCart {
    currency: Option<Currency>,
}
