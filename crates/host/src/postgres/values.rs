//! Columns and values of a result, from Postgres to WIT, with the same types readable as in Spin.

use std::error::Error as StdError;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use rust_decimal::Decimal;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, Type};
use uuid::Uuid;

use super::interval::Interval;
use super::ranges::Range;
use crate::bindings::spin::postgres::postgres::{Column, DbDataType, DbValue};
use crate::error::one_line;

/// The columns of a row.
pub(super) fn columns(row: &Row) -> Vec<Column> {
    row.columns()
        .iter()
        .map(|column| Column {
            name: column.name().to_owned(),
            data_type: data_type(column.type_()),
        })
        .collect()
}

/// The values of a row; the error says which one cannot be read.
pub(super) fn values(row: &Row) -> Result<Vec<DbValue>, String> {
    (0..row.len()).map(|at| value(row, at)).collect()
}

fn data_type(ty: &Type) -> DbDataType {
    match *ty {
        Type::BOOL => DbDataType::Boolean,
        Type::INT2 => DbDataType::Int16,
        Type::INT4 => DbDataType::Int32,
        Type::INT8 => DbDataType::Int64,
        Type::FLOAT4 => DbDataType::Floating32,
        Type::FLOAT8 => DbDataType::Floating64,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR => DbDataType::Str,
        Type::BYTEA => DbDataType::Binary,
        Type::DATE => DbDataType::Date,
        Type::TIME => DbDataType::Time,
        Type::TIMESTAMP | Type::TIMESTAMPTZ => DbDataType::Datetime,
        Type::UUID => DbDataType::Uuid,
        Type::JSONB => DbDataType::Jsonb,
        Type::NUMERIC => DbDataType::Decimal,
        Type::INT4_RANGE => DbDataType::RangeInt32,
        Type::INT8_RANGE => DbDataType::RangeInt64,
        Type::NUM_RANGE => DbDataType::RangeDecimal,
        Type::INT4_ARRAY => DbDataType::ArrayInt32,
        Type::INT8_ARRAY => DbDataType::ArrayInt64,
        Type::NUMERIC_ARRAY => DbDataType::ArrayDecimal,
        Type::TEXT_ARRAY | Type::VARCHAR_ARRAY | Type::BPCHAR_ARRAY => DbDataType::ArrayStr,
        Type::INTERVAL => DbDataType::Interval,
        _ => DbDataType::Other(ty.name().to_owned()),
    }
}

fn value(row: &Row, at: usize) -> Result<DbValue, String> {
    use DbValue as V;
    let column = &row.columns()[at];
    match *column.type_() {
        Type::BOOL => get(row, at, V::Boolean),
        Type::INT2 => get(row, at, V::Int16),
        Type::INT4 => get(row, at, V::Int32),
        Type::INT8 => get(row, at, V::Int64),
        Type::FLOAT4 => get(row, at, V::Floating32),
        Type::FLOAT8 => get(row, at, V::Floating64),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR => get(row, at, V::Str),
        Type::BYTEA => get(row, at, V::Binary),
        Type::DATE => get(row, at, |date: NaiveDate| V::Date(date_parts(date))),
        Type::TIME => get(row, at, |time: NaiveTime| V::Time(time_parts(time))),
        // As in Spin, timestamptz cannot be read: NaiveDateTime refuses it.
        Type::TIMESTAMP | Type::TIMESTAMPTZ => get(row, at, datetime),
        Type::UUID => get(row, at, |uuid: Uuid| V::Uuid(uuid.to_string())),
        Type::JSONB => get(row, at, |json: Jsonb| V::Jsonb(json.0)),
        Type::NUMERIC => get(row, at, |decimal: Decimal| V::Decimal(decimal.to_string())),
        Type::INT4_RANGE => get(row, at, |range: Range<i32>| {
            V::RangeInt32(bounds(range, |value| value))
        }),
        Type::INT8_RANGE => get(row, at, |range: Range<i64>| {
            V::RangeInt64(bounds(range, |value| value))
        }),
        Type::NUM_RANGE => get(row, at, |range: Range<Decimal>| {
            V::RangeDecimal(bounds(range, |value| value.to_string()))
        }),
        Type::INT4_ARRAY => get(row, at, V::ArrayInt32),
        Type::INT8_ARRAY => get(row, at, V::ArrayInt64),
        Type::NUMERIC_ARRAY => get(row, at, |values: Vec<Option<Decimal>>| {
            V::ArrayDecimal(
                values
                    .into_iter()
                    .map(|value| value.map(|value| value.to_string()))
                    .collect(),
            )
        }),
        Type::TEXT_ARRAY | Type::VARCHAR_ARRAY | Type::BPCHAR_ARRAY => get(row, at, V::ArrayStr),
        Type::INTERVAL => get(row, at, |interval: Interval| V::Interval(interval.0)),
        _ => get(row, at, |raw: Raw| V::Unsupported(raw.0)),
    }
}

fn get<'a, T: FromSql<'a>>(
    row: &'a Row,
    at: usize,
    wrap: impl FnOnce(T) -> DbValue,
) -> Result<DbValue, String> {
    row.try_get::<_, Option<T>>(at)
        .map(|value| value.map_or(DbValue::DbNull, wrap))
        .map_err(|error| one_line(&error))
}

fn datetime(value: NaiveDateTime) -> DbValue {
    let (year, month, day) = date_parts(value.date());
    let (hour, minute, second, nano) = time_parts(value.time());
    DbValue::Datetime((year, month, day, hour, minute, second, nano))
}

// chrono's months, days, hours, minutes and seconds are all below 256.
fn date_parts(date: NaiveDate) -> (i32, u8, u8) {
    (date.year(), date.month() as u8, date.day() as u8)
}

fn time_parts(time: NaiveTime) -> (u8, u8, u8, u32) {
    (
        time.hour() as u8,
        time.minute() as u8,
        time.second() as u8,
        time.nanosecond(),
    )
}

type WitBound<U> = Option<(U, crate::bindings::spin::postgres::postgres::RangeBoundKind)>;

fn bounds<T, U>(range: Range<T>, convert: fn(T) -> U) -> (WitBound<U>, WitBound<U>) {
    (
        range.low.map(|bound| bound.into_wit(convert)),
        range.high.map(|bound| bound.into_wit(convert)),
    )
}

/// The text of a jsonb value, numbers as the server wrote them.
struct Jsonb(Vec<u8>);

impl<'a> FromSql<'a> for Jsonb {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        match raw.split_first() {
            Some((1, text)) => Ok(Self(text.to_vec())),
            _ => Err("jsonb of an unknown version".into()),
        }
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::JSONB
    }
}

/// A value of a type that spin:postgres has no case for.
struct Raw(Vec<u8>);

impl<'a> FromSql<'a> for Raw {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        Ok(Self(raw.to_vec()))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
