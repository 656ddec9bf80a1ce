//! In which form a paper is wanted: the query says it, else the header `Accept`, else it is JSON.

use api::{Error, HeaderMap, StatusCode, header};
use serde::Deserialize;

/// The query of a paper.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormQuery {
    format: Option<String>,
}

/// A form that a paper can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Json,
    Html,
    Pdf,
}

/// In the order of preference, where a client takes several of them equally.
const FORMS: &[(Form, &str, &str)] = &[
    (Form::Json, "json", "application/json"),
    (Form::Html, "html", "text/html"),
    (Form::Pdf, "pdf", "application/pdf"),
];

impl Form {
    /// The wanted one; 422 for a `format` and 406 for an `Accept` that name none of them.
    pub fn wanted(query: &FormQuery, headers: &HeaderMap) -> Result<Self, Error> {
        match &query.format {
            Some(word) => FORMS
                .iter()
                .find(|(_, name, _)| name == word)
                .map(|(form, ..)| *form)
                .ok_or_else(|| Error::invalid("format", "must be one of json, html, pdf")),
            None => accepted(headers).ok_or_else(|| {
                Error::rejected(
                    StatusCode::NOT_ACCEPTABLE,
                    "NOT_ACCEPTABLE",
                    "A paper can be had as application/json, text/html and application/pdf.",
                )
            }),
        }
    }
}

/// RFC 9110, 12.5.1: the highest weight counts, and what names a type more exactly decides its weight.
fn accepted(headers: &HeaderMap) -> Option<Form> {
    let values: Vec<&str> = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|range| !range.is_empty())
        .collect();
    if values.is_empty() {
        return Some(Form::Json);
    }
    let mut best: Option<(u16, Form)> = None;
    for (form, _, media) in FORMS {
        let weight = weight(&values, media);
        if weight > best.map_or(0, |(weight, _)| weight) {
            best = Some((weight, *form));
        }
    }
    best.map(|(_, form)| form)
}

/// In thousandths; 0: not wanted.
fn weight(ranges: &[&str], media: &str) -> u16 {
    let group = media.split_once('/').map_or(media, |(group, _)| group);
    let mut found: Option<(u8, u16)> = None;
    for range in ranges {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let exactness = match name.as_str() {
            "*/*" => 1,
            name if name.strip_suffix("/*") == Some(group) => 2,
            name if name == media => 3,
            _ => continue,
        };
        let weight = parts
            .find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")))
            .map_or(Some(1000), thousandths)
            .unwrap_or(0);
        if found.is_none_or(|(known, _)| exactness > known) {
            found = Some((exactness, weight));
        }
    }
    found.map_or(0, |(_, weight)| weight)
}

/// `0.8` is 800.
fn thousandths(written: &str) -> Option<u16> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let digits = format!("{fraction:0<3}");
    let fraction: u16 = digits.get(..3)?.parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" => Some(1000),
        _ => None,
    }
}
