//! From rows to bytes, so that reading them again gives the same rows.

use std::io::{self, Write};

use serde_json::Value;

use crate::{Format, Row};

/// Writes rows; with CSV first the header, if `header` says so.
pub fn write(
    format: Format,
    columns: &[String],
    rows: &[Row],
    header: bool,
    to: impl Write,
) -> io::Result<()> {
    match format {
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(to);
            if header {
                writer.write_record(columns)?;
            }
            for row in rows {
                writer.write_record(columns.iter().map(|column| cell(row.get(column))))?;
            }
            writer.flush()
        }
        Format::JsonLines => {
            let mut to = to;
            for row in rows {
                serde_json::to_writer(&mut to, row)?;
                to.write_all(b"\n")?;
            }
            to.flush()
        }
    }
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(names)) => {
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            names.join("|")
        }
        Some(other) => other.to_string(),
    }
}
