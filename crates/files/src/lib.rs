#![doc = include_str!("../README.md")]

mod read;
#[cfg(test)]
mod tests;
mod write;

use std::str::FromStr;

use serde_json::{Map, Value};

pub use read::{Problem, Rows};
pub use write::write;

/// One variant with its product, by the names of the columns; what is not said is not there.
pub type Row = Map<String, Value>;

/// How rows are written in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, UTF-8, with a header.
    Csv,
    /// A JSON object per line.
    JsonLines,
}

/// Neither `csv` nor `jsonl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be csv or jsonl")]
pub struct UnknownFormat;

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        match name {
            "csv" => Ok(Self::Csv),
            "jsonl" => Ok(Self::JsonLines),
            _ => Err(UnknownFormat),
        }
    }
}

/// Columns whose cells hold JSON.
const JSON_COLUMNS: [&str; 2] = ["attributes", "product_attributes"];
