//! `GET /api/v1/orders/{id or order number}/invoice`

use api::fields::Text;
use api::{Error, HeaderMap, Path, Query, Reader, Response, StatusCode};
use database::papers::PaperViewOutcome::{Found, NotFound, NotInvoiced};

use crate::answer::answer;
use crate::form::{Form, FormQuery};

/// The order's (first) invoice, in the form that is asked for.
pub async fn show_invoice(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
    Query(query): Query<FormQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let form = Form::wanted(&query, &headers)?;
    let found = database::papers::paper_view(
        &reader.tenant,
        reader.owner.as_ref(),
        reference.as_str(),
        None,
    );

    match found.await? {
        Found { paper } => answer(*paper, form),
        NotFound => Err(Error::not_found("order")),
        NotInvoiced => Err(Error::rejected(
            StatusCode::CONFLICT,
            "NOT_INVOICED",
            "This order has no invoice yet: it is issued when the order is paid or, with cash on delivery, shipped.",
        )),
    }
}
