//! serde's errors as `{"field", "message"}`.

use serde_json::{Value, json};
use serde_path_to_error::{Path, Segment};

/// The longest message, in bytes: serde repeats what it was given, and a client may give a lot.
const MESSAGE_MAX: usize = 300;

/// One detail of `VALIDATION_FAILED`. `position` is the end that serde_json adds to its messages,
/// cut off because the field says it better.
pub(crate) fn problem(path: &Path, message: &str, position: &str) -> Value {
    let message = message.strip_suffix(position).unwrap_or(message);
    let (name, message) = match message.split_once(" field `") {
        Some(("missing", rest)) => (rest.split('`').next(), "is required"),
        Some(("duplicate", rest)) => (rest.split('`').next(), "is given twice"),
        _ => (None, &message[..message.floor_char_boundary(MESSAGE_MAX)]),
    };
    // serde reports these two at the object, not at the field.
    let field = name.map_or_else(|| text(path), |name| join(&text(path), name));
    json!({ "field": field, "message": message })
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
