//! `PATCH /api/v1/cart/{id}/items/{item}`

use api::fields::Quantity;
use api::{Error, IfMatch, Json, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::cart::CartRef;
use database::cart::ChangeCartItemOutcome::{Changed, QuantityTooLarge, Refused, UnknownLine};
use serde::Deserialize;

use crate::answer;

/// Sets the quantity of a line.
pub async fn change_cart_item(
    shopper: Shopper,
    request_id: RequestId,
    Path((cart_id, line_id)): Path<(Uuid, Uuid)>,
    if_match: Option<IfMatch>,
    Json(change): Json<Change>,
) -> Result<Response, Error> {
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::change_cart_item(cart, line_id, change.quantity.get()).await? {
        Changed(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        UnknownLine => Err(Error::not_found("item in this cart")),
        QuantityTooLarge { limit } => Err(answer::quantity_too_large(limit)),
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    quantity: Quantity,
}
