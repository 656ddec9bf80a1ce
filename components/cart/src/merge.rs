//! `POST /api/v1/cart/{id}/merge`

use api::{
    CartToken, Customer, Error, IfMatch, Json, Owner, Path, RequestId, Response, Shopper, Uuid,
};
use database::cart::CartRef;
use database::cart::MergeCartsOutcome::{Merged, Refused};
use serde::Deserialize;

use crate::answer;

/// Brings what is in a guest's cart into the customer's. Merging again answers the same.
pub async fn merge_carts(
    customer: Customer,
    request_id: RequestId,
    Path(cart_id): Path<Uuid>,
    token: CartToken,
    if_match: Option<IfMatch>,
    Json(guest): Json<GuestCart>,
) -> Result<Response, Error> {
    let shopper = Shopper {
        tenant: customer.tenant,
        owner: Owner::Customer(customer.customer_id),
    };
    let cart = CartRef::new(&shopper, cart_id, if_match);

    match database::cart::merge_carts(cart, &token, guest.cart_id).await? {
        Merged { cart, merged } => answer::merged(*cart, merged, &request_id).await,
        Refused(refusal) => Err(answer::refused(refusal)),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuestCart {
    cart_id: Uuid,
}
