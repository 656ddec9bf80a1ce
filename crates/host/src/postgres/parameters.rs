//! Parameters of a statement, from WIT to Postgres. As strict as Spin: a value goes only into a column of its own type.

use std::error::Error as StdError;

use bytes::{BufMut, BytesMut};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use tokio_postgres::types::{IsNull, ToSql, Type};
use uuid::Uuid;

use super::interval::Interval;
use super::ranges::{Bound, Range};
use crate::bindings::spin::postgres::postgres::ParameterValue;

type Sql = Box<dyn ToSql + Send + Sync>;

/// One parameter; `None` is NULL of whatever type is wanted.
#[derive(Debug)]
pub(super) struct Parameter(Option<Sql>);

impl ToSql for Parameter {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        self.to_sql_checked(ty, out)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match &self.0 {
            None => Ok(IsNull::Yes),
            Some(value) => value.to_sql_checked(ty, out),
        }
    }
}

/// JSON text, sent as it is; the server checks it.
#[derive(Debug)]
struct Json(Vec<u8>);

impl ToSql for Json {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        if *ty == Type::JSONB {
            out.put_u8(1); // The version of jsonb's binary format.
        }
        out.put_slice(&self.0);
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::JSON || *ty == Type::JSONB
    }

    tokio_postgres::types::to_sql_checked!();
}

/// Reads all parameters of a statement; the error says which value is not what it claims to be.
pub(super) fn read(values: Vec<ParameterValue>) -> Result<Vec<Parameter>, String> {
    values.into_iter().map(read_one).collect()
}

fn read_one(value: ParameterValue) -> Result<Parameter, String> {
    use ParameterValue as V;
    let sql: Sql = match value {
        V::DbNull => return Ok(Parameter(None)),
        V::Boolean(value) => Box::new(value),
        V::Int8(value) => Box::new(value),
        V::Int16(value) => Box::new(value),
        V::Int32(value) => Box::new(value),
        V::Int64(value) => Box::new(value),
        V::Floating32(value) => Box::new(value),
        V::Floating64(value) => Box::new(value),
        V::Str(value) => Box::new(value),
        V::Binary(value) => Box::new(value),
        V::Date((year, month, day)) => Box::new(date(year, month, day)?),
        V::Time((hour, minute, second, nano)) => Box::new(time(hour, minute, second, nano)?),
        V::Datetime((year, month, day, hour, minute, second, nano)) => Box::new(
            NaiveDateTime::new(date(year, month, day)?, time(hour, minute, second, nano)?),
        ),
        V::Timestamp(seconds) => {
            Box::new(DateTime::from_timestamp(seconds, 0).ok_or_else(|| bad("timestamp", seconds))?)
        }
        V::Uuid(text) => Box::new(Uuid::parse_str(&text).map_err(|_| bad("UUID", text))?),
        V::Jsonb(text) => Box::new(Json(text)),
        V::Decimal(text) => Box::new(decimal(&text)?),
        V::RangeInt32((low, high)) => Box::new(Range {
            low: low.map(Bound::from),
            high: high.map(Bound::from),
        }),
        V::RangeInt64((low, high)) => Box::new(Range {
            low: low.map(Bound::from),
            high: high.map(Bound::from),
        }),
        V::RangeDecimal((low, high)) => Box::new(Range {
            low: low
                .map(|(text, kind)| Ok::<_, String>(Bound::from((decimal(&text)?, kind))))
                .transpose()?,
            high: high
                .map(|(text, kind)| Ok::<_, String>(Bound::from((decimal(&text)?, kind))))
                .transpose()?,
        }),
        V::ArrayInt32(values) => Box::new(values),
        V::ArrayInt64(values) => Box::new(values),
        V::ArrayStr(values) => Box::new(values),
        V::ArrayDecimal(values) => {
            let read = |value: Option<String>| value.as_deref().map(decimal).transpose();
            Box::new(
                values
                    .into_iter()
                    .map(read)
                    .collect::<Result<Vec<_>, _>>()?,
            )
        }
        V::Interval(interval) => Box::new(Interval(interval)),
    };
    Ok(Parameter(Some(sql)))
}

fn date(year: i32, month: u8, day: u8) -> Result<NaiveDate, String> {
    NaiveDate::from_ymd_opt(year, month.into(), day.into())
        .ok_or_else(|| bad("date", format!("{year}-{month}-{day}")))
}

fn time(hour: u8, minute: u8, second: u8, nano: u32) -> Result<NaiveTime, String> {
    NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nano)
        .ok_or_else(|| bad("time", format!("{hour}:{minute}:{second}.{nano:09}")))
}

fn decimal(text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text).map_err(|_| bad("decimal", text))
}

fn bad(kind: &str, value: impl std::fmt::Display) -> String {
    format!("`{value}` is not a {kind}")
}
