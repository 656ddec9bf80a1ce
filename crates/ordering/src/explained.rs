//! Answering how a price came about: JSON for programs, text for people.

use api::{HeaderMap, IntoResponse, Json, Response, header};
use domain::quote::PriceExplanation;

/// Text where the client asks for nothing but text, otherwise JSON.
pub fn answer(headers: &HeaderMap, explanation: PriceExplanation) -> Response {
    let accept = headers.get_all(header::ACCEPT).iter();
    let accepted = accept.filter_map(|value| value.to_str().ok());
    if wants_text(accepted) {
        let text = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        return (text, explanation.to_string()).into_response();
    }
    Json(explanation).into_response()
}

fn wants_text<'a>(accepted: impl Iterator<Item = &'a str>) -> bool {
    let ranges = accepted.flat_map(|value| value.split(','));
    let mut ranges = ranges.map(|range| range.split(';').next().unwrap_or_default().trim());
    let mut is_text = false;
    let only_text = ranges.all(|range| {
        is_text |= range == "text/plain";
        range.starts_with("text/")
    });
    is_text && only_text
}

#[cfg(test)]
mod tests {
    use super::wants_text;

    #[test]
    fn text_is_for_those_who_want_nothing_else() {
        for (accept, text) in [
            (vec![], false),
            (vec!["*/*"], false),
            (vec!["application/json"], false),
            (vec!["text/plain"], true),
            (vec!["text/plain; charset=utf-8, text/html;q=0.5"], true),
            (vec!["text/plain, application/json"], false),
            (vec!["text/html"], false),
            (vec!["text/plain", "text/html"], true),
        ] {
            assert_eq!(wants_text(accept.iter().copied()), text, "{accept:?}");
        }
    }
}
