//! A cart as the API shows it, and the refusals that all writes share.

use api::{ETag, Error, IntoResponse, Json, Owner, RequestId, Response, StatusCode, Uuid};
use database::cart::{Cart, CartAndContext, CartRefusal, MergeReport};
use domain::Currency;
use domain::quote::{Context, ShownQuote, Unpriced};
use serde::Serialize;

/// Prices the cart and answers it, its version as `ETag`.
pub async fn priced(
    status: StatusCode,
    found: CartAndContext,
    request_id: &RequestId,
) -> Result<Response, Error> {
    let shown = shown(found, Extra::default(), request_id).await?;
    Ok((status, ETag(shown.cart.version), Json(shown)).into_response())
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
        merged: None,
    };
    let shown = shown(found, extra, request_id).await?;
    Ok((StatusCode::CREATED, ETag(shown.cart.version), Json(shown)).into_response())
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
    let shown = shown(found, extra, request_id).await?;
    Ok((StatusCode::OK, ETag(shown.cart.version), Json(shown)).into_response())
}

async fn shown(
    found: CartAndContext,
    extra: Extra,
    request_id: &RequestId,
) -> Result<ShownCart, Error> {
    let CartAndContext { cart, context } = found;
    let contents = match pricing::quote(&context, request_id).await? {
        Ok(quote) => Contents::Priced(ShownQuote::new(&context, quote)),
        Err(why) => Contents::unpriced(context, why),
    };
    Ok(ShownCart {
        cart,
        extra,
        contents,
    })
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

#[derive(Serialize)]
struct ShownCart {
    #[serde(flatten)]
    cart: Cart,
    #[serde(flatten)]
    extra: Extra,
    #[serde(flatten)]
    contents: Contents,
}

/// What only some answers say.
#[derive(Default, Serialize)]
struct Extra {
    #[serde(skip_serializing_if = "Option::is_none")]
    cart_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged: Option<MergeReport>,
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
