//! serde's errors as `{"field", "message"}`.

use serde_json::{Value, json};
use serde_path_to_error::{Path, Segment};

/// The longest text of either kind, in bytes: serde repeats what it was given, and a client may
/// give a lot.
const TEXT_MAX: usize = 300;

/// One detail of `VALIDATION_FAILED`. `position` is the end that serde_json adds to its messages,
/// cut off because the field says it better.
pub(crate) fn problem(path: &Path, message: &str, position: &str) -> Value {
    let message = message.strip_suffix(position).unwrap_or(message);
    let (name, message) = match message.split_once(" field `") {
        Some(("missing", rest)) => (rest.split('`').next(), "is required".to_owned()),
        Some(("duplicate", rest)) => (rest.split('`').next(), "is given twice".to_owned()),
        _ => (None, in_plain_words(message)),
    };
    // serde reports these two at the object, not at the field.
    let field = name.map_or_else(|| text(path), |name| join(&text(path), name));
    json!({ "field": bounded(&field), "message": bounded(&message) })
}

/// Clients need not know Rust: `expected u32` is of no help to them.
fn in_plain_words(message: &str) -> String {
    match message.rsplit_once(", expected ") {
        Some((found, expected)) => format!("{found}, expected {}", type_name(expected)),
        None => message.to_owned(),
    }
}

/// A type in the words of JSON.
pub(crate) fn type_name(rust: &str) -> &str {
    match rust {
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number that is not negative",
        "a sequence" => "an array",
        "a map" => "an object",
        _ if rust.starts_with("struct ") => "an object",
        other => other,
    }
}

fn bounded(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT_MAX)]
}

/// `items[0].quantity`; the body as a whole is the empty text.
fn text(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        text = match segment {
            Segment::Seq { index } => format!("{text}[{index}]"),
            Segment::Map { key } => join(&text, key),
            Segment::Enum { .. } | Segment::Unknown => text,
        };
    }
    text
}

fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() {
        name.to_owned()
    } else {
        format!("{parent}.{name}")
    }
}
