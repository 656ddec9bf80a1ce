//! `PATCH /api/v1/orders/{id or order number}/items/{item}`

use api::fields::{Quantity, Text};
use api::{Error, Idempotent, IfMatch, Path, Query, Reader, RequestId, Response, Uuid};
use database::order_edits::Edit;
use serde::Deserialize;

use crate::edit::{EditQuery, change, edit};

/// Sets the quantity of a line; its unit price stays.
pub async fn change_order_item(
    reader: Reader,
    Path((reference, line_id)): Path<(Text<1, 50>, Uuid)>,
    Query(query): Query<EditQuery>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<NewQuantity>,
) -> Result<Response, Error> {
    let change = change(
        &reader,
        "PATCH /orders/{id}/items/{item}",
        request.key,
        request.fingerprint,
        reference.as_str(),
        if_match,
    );
    let wanted = Edit::Change {
        line_id,
        quantity: request.body.quantity.get().into(),
    };
    edit(&reader, change, &wanted, query.dry_run, &request_id).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewQuantity {
    quantity: Quantity,
}
