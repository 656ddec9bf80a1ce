//! The binary form of ranges: flags, then each bound with its length.

use std::error::Error as StdError;
use std::fmt;

use bytes::{Buf, BufMut, BytesMut};
use tokio_postgres::types::{FromSql, IsNull, Kind, ToSql, Type};

use crate::bindings::spin::postgres::postgres::RangeBoundKind;

const EMPTY: u8 = 0x01;
const LOW_INCLUSIVE: u8 = 0x02;
const HIGH_INCLUSIVE: u8 = 0x04;
const LOW_INFINITE: u8 = 0x08;
const HIGH_INFINITE: u8 = 0x10;

/// A range; a bound that is `None` is infinite.
#[derive(Debug)]
pub(super) struct Range<T> {
    pub(super) low: Option<Bound<T>>,
    pub(super) high: Option<Bound<T>>,
}

/// One end of a range.
#[derive(Debug)]
pub(super) struct Bound<T> {
    value: T,
    inclusive: bool,
}

impl<T> From<(T, RangeBoundKind)> for Bound<T> {
    fn from((value, kind): (T, RangeBoundKind)) -> Self {
        Self {
            value,
            inclusive: matches!(kind, RangeBoundKind::Inclusive),
        }
    }
}

impl<T> Bound<T> {
    /// The WIT form of the bound.
    pub(super) fn into_wit<U>(self, convert: impl FnOnce(T) -> U) -> (U, RangeBoundKind) {
        let kind = if self.inclusive {
            RangeBoundKind::Inclusive
        } else {
            RangeBoundKind::Exclusive
        };
        (convert(self.value), kind)
    }
}

impl<T: ToSql + fmt::Debug> ToSql for Range<T> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        let flags = |bound: &Option<Bound<T>>, inclusive, infinite| match bound {
            None => infinite,
            Some(bound) if bound.inclusive => inclusive,
            Some(_) => 0,
        };
        out.put_u8(
            flags(&self.low, LOW_INCLUSIVE, LOW_INFINITE)
                | flags(&self.high, HIGH_INCLUSIVE, HIGH_INFINITE),
        );
        for bound in [&self.low, &self.high].into_iter().flatten() {
            let mut value = BytesMut::new();
            bound.value.to_sql_checked(element(ty), &mut value)?;
            out.put_i32(i32::try_from(value.len())?);
            out.put_slice(&value);
        }
        Ok(IsNull::No)
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Range(element) if T::accepts(element))
    }

    tokio_postgres::types::to_sql_checked!();
}

impl<'a, T: FromSql<'a>> FromSql<'a> for Range<T> {
    fn from_sql(ty: &Type, mut raw: &'a [u8]) -> Result<Self, Box<dyn StdError + Sync + Send>> {
        let flags = raw.try_get_u8()?;
        if flags & EMPTY != 0 {
            return Err("an empty range has no form in spin:postgres".into());
        }
        let low = read_bound(
            ty,
            &mut raw,
            flags & LOW_INFINITE != 0,
            flags & LOW_INCLUSIVE != 0,
        )?;
        let high = read_bound(
            ty,
            &mut raw,
            flags & HIGH_INFINITE != 0,
            flags & HIGH_INCLUSIVE != 0,
        )?;
        Ok(Self { low, high })
    }

    fn accepts(ty: &Type) -> bool {
        matches!(ty.kind(), Kind::Range(element) if T::accepts(element))
    }
}

fn read_bound<'a, T: FromSql<'a>>(
    ty: &Type,
    raw: &mut &'a [u8],
    infinite: bool,
    inclusive: bool,
) -> Result<Option<Bound<T>>, Box<dyn StdError + Sync + Send>> {
    if infinite {
        return Ok(None);
    }
    let length = usize::try_from(raw.try_get_i32()?)?;
    let (bytes, rest) = raw
        .split_at_checked(length)
        .ok_or("a range ends too early")?;
    *raw = rest;
    let value = T::from_sql(element(ty), bytes)?;
    Ok(Some(Bound { value, inclusive }))
}

fn element(ty: &Type) -> &Type {
    match ty.kind() {
        Kind::Range(element) => element,
        _ => ty,
    }
}
