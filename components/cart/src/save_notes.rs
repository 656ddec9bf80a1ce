//! `PATCH /api/v1/cart/{id}` and `PUT`, which says the same

use api::fields::Text;
use api::{Error, IfMatch, Json, Path, RequestId, Response, Shopper, StatusCode, Uuid};
use database::cart::CartRef;
use database::cart::SaveCartOutcome::{Refused, Saved};
use serde::Deserialize;

use crate::answer;

/// Keeps what the shopper wants to say with the cart.
pub async fn save_cart_notes(
    shopper: Shopper,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
    if_match: Option<IfMatch>,
    Json(change): Json<Change>,
) -> Result<Response, Error> {
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::save_cart_notes(cart, change.notes.as_str()).await? {
        Saved(cart) => answer::priced(StatusCode::OK, *cart, &request_id).await,
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    notes: Text<0, 2000>,
}
