//! A checkout as the API shows it.

use api::{Error, IntoResponse, Json, RequestId, Response, StatusCode, Uuid};
use database::cart::CartRefusal;
use database::checkout::{Checkout, CheckoutAndContext};
use domain::order::ShownOrder;
use domain::quote::{Quote, ShownQuote, Unpriced};
use ordering::refusal;
use serde::Serialize;

/// Prices the checkout's cart and answers both. What has become an order is not priced
/// again: its order says what it cost.
pub async fn priced(
    status: StatusCode,
    mut found: CheckoutAndContext,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let contents = match found.order {
        Some(order) => Contents::Ordered {
            order_id: order.id,
            order: Box::new(order.into()),
        },
        None => {
            let quote = match pricing::quote(&found.context, request_id).await? {
                Err(Unpriced::NotServable { .. }) => another_method(&mut found, request_id).await?,
                quote => quote.map_err(refusal::unpriced)?,
            };
            Contents::Priced(ShownQuote::new(&found.context, quote))
        }
    };
    let shown = ShownCheckout {
        checkout: found.checkout,
        contents,
    };
    Ok((status, Json(shown)).into_response())
}

/// The chosen method does not deliver these goods there (any more). What does, and what the rest
/// costs, is shown, and the method is missing.
async fn another_method(
    found: &mut CheckoutAndContext,
    request_id: &RequestId,
) -> Result<Quote, Error> {
    found.context.shipping_method = None;
    found.checkout.missing.push("shipping_method".to_owned());
    pricing::quote(&found.context, request_id)
        .await?
        .map_err(refusal::unpriced)
}

/// Its time is over. What was filled in is still shown.
pub fn expired() -> Error {
    Error::rejected(
        StatusCode::CONFLICT,
        "CHECKOUT_EXPIRED",
        "Nobody was at this checkout for too long; please start it again.",
    )
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
        CartRefusal::CartMerged { .. } => Error::rejected(
            StatusCode::CONFLICT,
            "CART_MERGED",
            "What was in this cart is in another one now.",
        ),
        CartRefusal::CartExpired => Error::rejected(
            StatusCode::CONFLICT,
            "CART_EXPIRED",
            "Nobody changed this cart for too long; please open a new one.",
        ),
        CartRefusal::StaleVersion { version } => Error::rejected(
            StatusCode::CONFLICT,
            "CART_CHANGED",
            format!(
                "The cart changed while it was being confirmed: it is at version {version} now."
            ),
        ),
    }
}

#[derive(Serialize)]
struct ShownCheckout {
    #[serde(flatten)]
    checkout: Checkout,
    #[serde(flatten)]
    contents: Contents,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Contents {
    Priced(ShownQuote),
    Ordered {
        order_id: Uuid,
        order: Box<ShownOrder>,
    },
}
