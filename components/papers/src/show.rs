//! `GET /api/v1/orders/{id or order number}/papers/{number}`

use api::fields::Text;
use api::{Error, HeaderMap, Path, Query, Reader, Response};
use database::papers::PaperViewOutcome::{Found, NotFound, NotInvoiced};

use crate::answer::answer;
use crate::form::{Form, FormQuery};

/// One of the order's papers, in the form that is asked for.
pub async fn show_paper(
    reader: Reader,
    Path((reference, number)): Path<(Text<1, 50>, Text<1, 50>)>,
    Query(query): Query<FormQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let form = Form::wanted(&query, &headers)?;
    let found = database::papers::paper_view(
        &reader.tenant,
        reader.owner.as_ref(),
        reference.as_str(),
        Some(number.as_str()),
    );

    match found.await? {
        Found { paper } => answer(*paper, form),
        NotFound | NotInvoiced => Err(Error::not_found("paper")),
    }
}
