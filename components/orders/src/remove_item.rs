//! `DELETE /api/v1/orders/{id or order number}/items/{item}`

use api::fields::Text;
use api::{Error, Idempotent, IfMatch, Path, Query, Reader, RequestId, Response, Uuid};
use database::order_edits::Edit;

use crate::edit::{EditQuery, change, edit};

/// Takes a line out of an order. The last one cannot be.
pub async fn remove_order_item(
    reader: Reader,
    Path((reference, line_id)): Path<(Text<1, 50>, Uuid)>,
    Query(query): Query<EditQuery>,
    if_match: Option<IfMatch>,
    request_id: RequestId,
    request: Idempotent<()>,
) -> Result<Response, Error> {
    let change = change(
        &reader,
        "DELETE /orders/{id}/items/{item}",
        request.key,
        request.fingerprint,
        reference.as_str(),
        if_match,
    );
    let wanted = Edit::Remove { line_id };
    edit(&reader, change, &wanted, query.dry_run, &request_id).await
}
