//! A checkout as the API shows it.

use api::{Error, IntoResponse, Json, RequestId, Response, StatusCode, Uuid};
use database::cart::CartRefusal;
use database::checkout::{Checkout, CheckoutAndContext};
use domain::quote::{ShownQuote, Unpriced};
use serde::Serialize;

/// Prices the checkout's cart and answers both.
pub async fn priced(
    status: StatusCode,
    found: CheckoutAndContext,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let quote = pricing::quote(&found.context, request_id).await?.map_err(unpriced)?;
    let shown = ShownCheckout {
        order_id: found.order.map(|order| order.id),
        cart_version: found.cart.version,
        quote: ShownQuote::new(&found.context, quote),
        checkout: found.checkout,
    };
    Ok((status, Json(shown)).into_response())
}

/// Why a cart that is being checked out has no price.
pub fn unpriced(why: Unpriced) -> Error {
    match why {
        Unpriced::NotSold { sku } => Error::rejected(
            StatusCode::CONFLICT,
            "ITEM_NOT_SOLD",
            format!("{sku} is not sold any more; take it out of the cart."),
        ),
        Unpriced::TooLarge => Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "AMOUNT_TOO_LARGE",
            "The amounts of this cart are too large.",
        ),
        Unpriced::PromotionsUnavailable => {
            api::Fault::unavailable("promotions; the tenant's policy is to refuse").into()
        }
    }
}

/// Why a cart cannot be checked out.
pub fn refused(refusal: CartRefusal, what: &str) -> Error {
    match refusal {
        CartRefusal::NotFound => Error::not_found(what),
        CartRefusal::CartClosed => Error::rejected(
            StatusCode::CONFLICT,
            "CART_CLOSED",
            "This cart has become an order already.",
        ),
        CartRefusal::StaleVersion { version } => Error::rejected(
            StatusCode::CONFLICT,
            "CART_CHANGED",
            format!("The cart changed while it was being confirmed: it is at version {version} now."),
        ),
    }
}

#[derive(Serialize)]
struct ShownCheckout {
    #[serde(flatten)]
    checkout: Checkout,
    order_id: Option<Uuid>,
    cart_version: i64,
    #[serde(flatten)]
    quote: ShownQuote,
}
