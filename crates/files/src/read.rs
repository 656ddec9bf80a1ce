//! From bytes to rows. A file that is none of its format stops here, at the row where it does.

use std::io::{BufRead, BufReader, Read};

use serde_json::Value;

use crate::{Format, JSON_COLUMNS, Row};

/// Where and why a file cannot be read on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row}: {message}")]
pub struct Problem {
    /// From 1, without the header; 0: the header.
    pub row: u64,
    /// For people.
    pub message: String,
}

/// The rows of a file, one after the other.
pub struct Rows<R: Read> {
    source: Source<R>,
    row: u64,
}

enum Source<R: Read> {
    Csv {
        columns: Vec<String>,
        records: csv::StringRecordsIntoIter<R>,
    },
    Lines(BufReader<R>),
}

impl<R: Read> Rows<R> {
    /// Reads the header, where there is one.
    pub fn new(format: Format, file: R) -> Result<Self, Problem> {
        let source = match format {
            Format::JsonLines => Source::Lines(BufReader::new(file)),
            Format::Csv => {
                let mut reader = csv::Reader::from_reader(file);
                let header = reader.headers().map_err(|error| at(0, &error))?;
                let columns: Vec<String> = header
                    .iter()
                    .map(|name| name.trim_start_matches('\u{feff}').trim().to_owned())
                    .collect();
                check_header(&columns)?;
                let records = reader.into_records();
                Source::Csv { columns, records }
            }
        };
        Ok(Self { source, row: 0 })
    }

    fn read(&mut self) -> Result<Option<Row>, Problem> {
        self.row += 1;
        match &mut self.source {
            Source::Csv { columns, records } => match records.next() {
                None => Ok(None),
                Some(Err(error)) => Err(at(self.row, &error)),
                Some(Ok(record)) => Ok(Some(
                    columns
                        .iter()
                        .zip(record.iter())
                        .filter(|(_, cell)| !cell.is_empty())
                        .map(|(column, cell)| (column.clone(), value(column, cell)))
                        .collect(),
                )),
            },
            Source::Lines(lines) => next_object(lines, self.row),
        }
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Row, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.read().transpose()?;
        Some(row.and_then(|row| {
            if row.iter().any(|(name, value)| has_zero(name, value)) {
                return Err(problem(self.row, "contains the character U+0000"));
            }
            Ok(row)
        }))
    }
}

fn check_header(columns: &[String]) -> Result<(), Problem> {
    for (index, name) in columns.iter().enumerate() {
        if name.is_empty() {
            return Err(problem(0, format!("column {} has no name", index + 1)));
        }
        if columns[..index].contains(name) {
            return Err(problem(0, format!("the column {name} is there twice")));
        }
    }
    Ok(())
}

/// What a cell says; what is no JSON where it should be is told later, with all other errors.
fn value(column: &str, cell: &str) -> Value {
    let text = || Value::String(cell.to_owned());
    if JSON_COLUMNS.contains(&column) {
        return serde_json::from_str(cell).unwrap_or_else(|_| text());
    }
    text()
}

fn next_object(lines: &mut impl BufRead, row: u64) -> Result<Option<Row>, Problem> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = lines
            .read_until(b'\n', &mut line)
            .map_err(|error| at(row, &error))?;
        if length == 0 {
            return Ok(None);
        }
        if !line.trim_ascii().is_empty() {
            break;
        }
    }
    match serde_json::from_slice(&line) {
        Ok(Value::Object(object)) => Ok(Some(
            object
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .collect(),
        )),
        Ok(_) => Err(problem(row, "is no JSON object")),
        Err(error) => Err(problem(row, format!("is no JSON: {error}"))),
    }
}

/// Postgres has no text with it.
fn has_zero(name: &str, value: &Value) -> bool {
    name.contains('\u{0}')
        || match value {
            Value::String(text) => text.contains('\u{0}'),
            Value::Array(values) => values.iter().any(|value| has_zero("", value)),
            Value::Object(map) => map.iter().any(|(name, value)| has_zero(name, value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
}

fn at(row: u64, error: &impl ToString) -> Problem {
    problem(row, error.to_string())
}

fn problem(row: u64, message: impl Into<String>) -> Problem {
    Problem {
        row,
        message: message.into(),
    }
}
