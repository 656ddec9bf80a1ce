//! A paper in the form that is asked for.

use api::{Error, Fault, IntoResponse, Json, Response, header};
use domain::paper::{Paper, ShownPaper};

use crate::form::Form;

/// Papers say who bought what: they are for whoever asked, and for no cache on the way.
pub fn answer(paper: Paper, form: Form) -> Result<Response, Error> {
    let private = [
        (header::CACHE_CONTROL, "private, no-store"),
        (header::VARY, "Accept, Authorization, Cart-Token"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let drawn = |error: paper::Error| Fault::bug(format!("{}: {error}", paper.number));
    Ok(match form {
        Form::Json => (private, Json(ShownPaper::from(paper))).into_response(),
        Form::Html => {
            let page = paper::html(&paper).map_err(drawn)?;
            // Nothing in it may run or be loaded, whatever somebody managed to write into it.
            let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
            let html = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, policy),
            ];
            (private, html, page).into_response()
        }
        Form::Pdf => {
            let file = paper::pdf(&paper).map_err(drawn)?;
            let pdf = [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (
                    header::CONTENT_DISPOSITION,
                    format!("inline; filename=\"{}.pdf\"", paper.number),
                ),
            ];
            (private, pdf, file).into_response()
        }
    })
}
