//! `POST /api/v1/cart/{id}/items`

use api::{Error, Idempotent, IfMatch, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::Request;
use database::cart::AddCartItemOutcome::{
    Added, KeyReused, QuantityTooLarge, Refused, TooManyLines, UnknownItem, VariantRequired,
};
use database::cart::{CartRef, Item, WrittenItem};

use crate::answer;

/// Puts an item into the cart; a sku that is there already gets the sum.
pub async fn add_cart_item(
    shopper: Shopper,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
    if_match: Option<IfMatch>,
    request: Idempotent<WrittenItem>,
) -> Result<Response, Error> {
    let wanted = request.body.read();
    let wanted = wanted.ok_or_else(|| Error::invalid("sku", Item::HOW_TO_NAME))?;
    let once = Request::new(
        &shopper.owner,
        "POST /cart/{id}/items",
        request.key,
        request.fingerprint,
    );
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::add_cart_item(cart, once.as_ref(), &wanted).await? {
        Added(cart) => answer::priced(StatusCode::CREATED, *cart, &request_id).await,
        UnknownItem => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "ITEM_NOT_SOLD",
            "There is no such item for sale in this cart's currency.",
        )),
        VariantRequired => Err(Error::invalid(
            "variant_id",
            "this product has several variants; name one of them",
        )),
        TooManyLines { limit } => Err(Error::rejected(
            StatusCode::UNPROCESSABLE_ENTITY,
            "CART_FULL",
            format!("A cart holds at most {limit} different items."),
        )),
        QuantityTooLarge { limit } => Err(answer::quantity_too_large(limit)),
        KeyReused => Err(Error::key_reused()),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}
