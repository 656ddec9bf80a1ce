//! The page to print.

use askama::Template;
use domain::paper::Paper;

use crate::Error;
use crate::sheet::Sheet;

#[derive(Template)]
#[template(path = "paper.html")]
struct Page {
    sheet: Sheet,
}

/// The paper as one HTML document that loads nothing.
pub fn html(paper: &Paper) -> Result<String, Error> {
    let sheet = Sheet::new(paper);
    Ok(Page { sheet }.render()?)
}
