//! `POST /api/v1/orders/{id or order number}/items`

use api::fields::Text;
use api::{Error, Idempotent, IfMatch, Path, Query, Reader, RequestId, Response};
use database::cart::{Item, WrittenItem};
use database::order_edits::Edit;

use crate::edit::{EditQuery, change, edit};

/// Puts an item into an order, at today's price.
pub async fn add_order_item(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    Query(query): Query<EditQuery>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<WrittenItem>,
) -> Result<Response, Error> {
    let item = request.body.read();
    let item = item.ok_or_else(|| Error::invalid("sku", Item::HOW_TO_NAME))?;
    let quantity = item.quantity.into();
    let change = change(
        &reader,
        "POST /orders/{id}/items",
        request.key,
        request.fingerprint,
        reference.as_str(),
        if_match,
    );
    let wanted = Edit::Add { item, quantity };
    edit(&reader, change, &wanted, query.dry_run, &request_id).await
}
