//! What a shop says about its goods in words of its own.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Invalid;

/// The longest attributes, in bytes of compact JSON.
pub const ATTRIBUTES_MAX_BYTES: usize = 8_000;

/// The most values in them, at any depth.
pub const ATTRIBUTES_MAX_VALUES: usize = 500;

/// A JSON object of at most 8,000 bytes and 500 values, without the character U+0000.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Attributes(Map<String, Value>);

impl TryFrom<Map<String, Value>> for Attributes {
    type Error = Invalid;

    fn try_from(map: Map<String, Value>) -> Result<Self, Invalid> {
        let value = Value::Object(map);
        if value.to_string().len() > ATTRIBUTES_MAX_BYTES {
            let message = format!("must be at most {ATTRIBUTES_MAX_BYTES} bytes of JSON");
            return Err(Invalid::new(message));
        }
        let mut count = 0;
        check(&value, &mut count)?;
        match value {
            Value::Object(map) => Ok(Self(map)),
            _ => Err(Invalid::new("must be an object")),
        }
    }
}

/// As deep as the parser lets it be, which is 128 levels.
fn check(value: &Value, count: &mut usize) -> Result<(), Invalid> {
    *count += 1;
    if *count > ATTRIBUTES_MAX_VALUES {
        let message = format!("must have at most {ATTRIBUTES_MAX_VALUES} values");
        return Err(Invalid::new(message));
    }
    let has_zero = |text: &str| text.contains('\u{0}');
    let zero = || Err(Invalid::new("must not contain the character U+0000"));
    match value {
        Value::String(text) if has_zero(text) => zero(),
        Value::Array(values) => values.iter().try_for_each(|value| check(value, count)),
        Value::Object(map) if map.keys().any(|key| has_zero(key)) => zero(),
        Value::Object(map) => map.values().try_for_each(|value| check(value, count)),
        _ => Ok(()),
    }
}
