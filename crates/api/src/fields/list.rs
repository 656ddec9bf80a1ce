//! Lists within bounds.

use serde::{Deserialize, Serialize, Serializer};

use super::Invalid;

/// `MIN` to `MAX` entries.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<T>", bound(deserialize = "T: Deserialize<'de>"))]
pub struct List<T, const MIN: usize, const MAX: usize>(Vec<T>);

impl<T, const MIN: usize, const MAX: usize> List<T, MIN, MAX> {
    /// The entries.
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The entries, owned.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

/// Only sound where a list may be empty; elsewhere serde asks for the field.
impl<T, const MAX: usize> Default for List<T, 0, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MIN: usize, const MAX: usize> TryFrom<Vec<T>> for List<T, MIN, MAX> {
    type Error = Invalid;

    fn try_from(entries: Vec<T>) -> Result<Self, Invalid> {
        if (MIN..=MAX).contains(&entries.len()) {
            return Ok(Self(entries));
        }
        Err(Invalid::new(format!("must have {MIN} to {MAX} entries")))
    }
}

impl<T: Serialize, const MIN: usize, const MAX: usize> Serialize for List<T, MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
