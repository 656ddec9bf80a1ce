//! A cart as the API shows it, and the refusals that all writes share.

use api::{ETag, Error, IntoResponse, Json, Owner, RequestId, Response, StatusCode, Uuid};
use database::cart::{Cart, CartAndContext, CartRefusal};
use domain::Currency;
use domain::quote::{Context, ShownQuote, Unpriced};
use serde::Serialize;

/// Prices the cart and answers it, its version as `ETag`.
pub async fn priced(
    status: StatusCode,
    found: CartAndContext,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let shown = shown(found, None, request_id).await?;
    Ok((status, ETag(shown.cart.version), Json(shown)).into_response())
}

/// A new cart: the only answer that tells a guest the secret that opens it.
pub async fn created(
    found: CartAndContext,
    owner: &Owner,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let token = match owner {
        Owner::Customer(_) => None,
        Owner::Guest(token) => Some(token.as_str().to_owned()),
    };
    let shown = shown(found, token, request_id).await?;
    Ok((StatusCode::CREATED, ETag(shown.cart.version), Json(shown)).into_response())
}

async fn shown(
    found: CartAndContext,
    cart_token: Option<String>,
    request_id: &RequestId,
) -> Result<ShownCart, Error> {
    let CartAndContext { cart, context } = found;
    let contents = match pricing::quote(&context, request_id).await? {
        Ok(quote) => Contents::Priced(ShownQuote::new(&context, quote)),
        Err(why) => Contents::unpriced(context, why),
    };
    Ok(ShownCart {
        cart,
        cart_token,
        contents,
    })
}

/// What every write to a cart can be refused for.
pub fn refused(refusal: CartRefusal) -> Error {
    match refusal {
        CartRefusal::NotFound => Error::not_found("cart"),
        CartRefusal::CartClosed => Error::rejected(
            StatusCode::CONFLICT,
            "CART_CLOSED",
            "This cart has become an order and cannot be changed any more.",
        ),
        CartRefusal::StaleVersion { version } => Error::rejected(
            StatusCode::PRECONDITION_FAILED,
            "STALE_VERSION",
            format!("The cart has changed since you read it: it is at version {version} now."),
        ),
    }
}

#[derive(Serialize)]
struct ShownCart {
    #[serde(flatten)]
    cart: Cart,
    #[serde(skip_serializing_if = "Option::is_none")]
    cart_token: Option<String>,
    #[serde(flatten)]
    contents: Contents,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Contents {
    Priced(ShownQuote),
    /// A line is not sold any more: the customer has to see which, to take it out.
    Unpriced {
        currency: Currency,
        items: Vec<UnpricedLine>,
        unpriced: Unpriced,
    },
}

#[derive(Serialize)]
struct UnpricedLine {
    id: Uuid,
    product_id: Uuid,
    variant_id: Uuid,
    sku: String,
    name: String,
    quantity: i64,
    available_quantity: i64,
}

impl Contents {
    fn unpriced(context: Context, why: Unpriced) -> Self {
        let line = |line: domain::quote::Line| UnpricedLine {
            id: line.line_id,
            product_id: line.product_id,
            variant_id: line.variant_id,
            sku: line.sku,
            name: line.name,
            quantity: line.quantity,
            available_quantity: line.available,
        };
        Self::Unpriced {
            currency: context.currency,
            items: context.lines.into_iter().map(line).collect(),
            unpriced: why,
        }
    }
}
