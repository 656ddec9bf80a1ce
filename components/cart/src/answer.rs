//! Answers with a cart, and the refusals that all requests share.

use api::{ETag, Error, IntoResponse, Json, Owner, RequestId, Response, StatusCode, Uuid};
use database::cart::{CartAndContext, CartRefusal, MergeReport};
use serde::Serialize;

use crate::shown::{Extra, ShownCart};

/// Prices the cart and answers it, its version as `ETag`.
pub async fn priced(
    status: StatusCode,
    found: CartAndContext,
    request_id: &RequestId,
) -> Result<Response, Error> {
    answer(status, found, Extra::default(), request_id).await
}

/// A new cart: the only answer that tells a guest the secret that opens it.
pub async fn created(
    found: CartAndContext,
    owner: &Owner,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let extra = Extra {
        cart_token: match owner {
            Owner::Customer(_) => None,
            Owner::Guest(token) => Some(token.as_str().to_owned()),
        },
        ..Extra::default()
    };
    answer(StatusCode::CREATED, found, extra, request_id).await
}

/// The customer's cart after a merge, and what became of what was in the guest's.
pub async fn merged(
    found: CartAndContext,
    report: MergeReport,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let extra = Extra {
        merged: Some(report),
        ..Extra::default()
    };
    answer(StatusCode::OK, found, extra, request_id).await
}

async fn answer(
    status: StatusCode,
    found: CartAndContext,
    extra: Extra,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let version = found.cart.version;
    // What costs the news does not cost the answer: the fault is for the log.
    let (shown, fault) = ShownCart::new(found, extra, request_id).await?;
    Ok((status, fault, ETag(version), Json(shown)).into_response())
}

/// What every request to a cart can be refused for.
pub fn refused(refusal: CartRefusal) -> Error {
    match refusal {
        CartRefusal::NotFound => Error::not_found("cart"),
        CartRefusal::CartClosed => Error::rejected(
            StatusCode::CONFLICT,
            "CART_CLOSED",
            "This cart has become an order and cannot be changed any more.",
        ),
        CartRefusal::CartMerged { into } => Error::rejected(
            StatusCode::CONFLICT,
            "CART_MERGED",
            "What was in this cart is in another one now.",
        )
        .with_detail(Merged { cart_id: into }),
        CartRefusal::CartExpired => Error::rejected(
            StatusCode::CONFLICT,
            "CART_EXPIRED",
            "Nobody changed this cart for too long; please open a new one.",
        ),
        CartRefusal::StaleVersion { version } => Error::rejected(
            StatusCode::PRECONDITION_FAILED,
            "STALE_VERSION",
            format!("The cart has changed since you read it: it is at version {version} now."),
        ),
    }
}

/// More of one thing than the tenant lets into a cart.
pub fn quantity_too_large(limit: i64) -> Error {
    Error::invalid(
        "quantity",
        format!("with what is in the cart already this must be at most {limit}"),
    )
}

#[derive(Serialize)]
struct Merged {
    cart_id: Uuid,
}
