//! `GET /api/v1/orders/{id or order number}/papers`

use api::fields::Text;
use api::{Error, Json, Path, Reader};
use database::papers::PapersViewOutcome::{Listed, NotFound};
use domain::paper::ShownListedPaper;
use serde::Serialize;

/// The order's papers, in the order in which they were issued. None is no error.
pub async fn list_papers(
    reader: Reader,
    Path(reference): Path<Text<1, 50>>,
) -> Result<Json<Papers>, Error> {
    let found =
        database::papers::papers_view(&reader.tenant, reader.owner.as_ref(), reference.as_str());

    match found.await? {
        Listed { papers } => Ok(Json(Papers {
            papers: papers.into_iter().map(ShownListedPaper::from).collect(),
        })),
        NotFound => Err(Error::not_found("order")),
    }
}

#[derive(Serialize)]
pub struct Papers {
    papers: Vec<ShownListedPaper>,
}
