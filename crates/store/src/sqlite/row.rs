//! Values to and from columns.

use exchange::Sha256;
use exchange::id::IdError;
use exchange::instant::{Day, Instant};
use rusqlite::Row;
use rusqlite::types::FromSql;
use standard::OfficeNumber;

use super::error::Fault;

/// A column's value.
pub(super) fn value<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T, Fault> {
    Ok(row.get(column)?)
}

/// An office number.
pub(super) fn office(row: &Row<'_>, column: usize) -> Result<OfficeNumber, Fault> {
    text(row, column, "an office number", |text| OfficeNumber::parse(text).ok())
}

/// An office number that may be missing.
pub(super) fn maybe_office(row: &Row<'_>, column: usize) -> Result<Option<OfficeNumber>, Fault> {
    maybe_text(row, column, "an office number", |text| OfficeNumber::parse(text).ok())
}

/// A text with a meaning.
pub(super) fn text<T>(
    row: &Row<'_>,
    column: usize,
    what: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, Fault> {
    let value = row.get_ref(column)?;
    value.as_str().ok().and_then(parse).ok_or(Fault::Damaged(what))
}

/// A text with a meaning that may be missing.
pub(super) fn maybe_text<T>(
    row: &Row<'_>,
    column: usize,
    what: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Fault> {
    match row.get_ref(column)?.as_str_or_null() {
        Ok(None) => Ok(None),
        Ok(Some(value)) => parse(value).map(Some).ok_or(Fault::Damaged(what)),
        Err(_) => Err(Fault::Damaged(what)),
    }
}

/// Bytes of a fixed length.
pub(super) fn fixed<const N: usize>(row: &Row<'_>, column: usize) -> Result<[u8; N], Fault> {
    let bytes = row.get_ref(column)?.as_blob().map_err(|_| Fault::Damaged("bytes"))?;
    bytes.try_into().map_err(|_| Fault::Damaged("bytes of a fixed length"))
}

/// Bytes of a fixed length that may be missing.
pub(super) fn maybe_bytes(row: &Row<'_>, column: usize) -> Result<Option<Vec<u8>>, Fault> {
    Ok(row.get(column)?)
}

/// A digest.
pub(super) fn digest(row: &Row<'_>, column: usize) -> Result<Sha256, Fault> {
    fixed::<32>(row, column).map(Sha256)
}

/// An id.
pub(super) fn id<T>(row: &Row<'_>, column: usize, parse: impl Fn(&[u8]) -> Result<T, IdError>) -> Result<T, Fault> {
    parse(&fixed::<16>(row, column)?).map_err(|_| Fault::Damaged("an id"))
}

/// An instant.
pub(super) fn maybe_id<T>(
    row: &Row<'_>,
    column: usize,
    parse: impl Fn(&[u8]) -> Result<T, IdError>,
) -> Result<Option<T>, Fault> {
    maybe_bytes(row, column)?.map(|bytes| parse(&bytes).map_err(|_| Fault::Damaged("an id"))).transpose()
}

pub(super) fn instant(row: &Row<'_>, column: usize) -> Result<Instant, Fault> {
    Ok(Instant::from_millis(row.get(column)?))
}

/// An instant that may be missing.
pub(super) fn maybe_instant(row: &Row<'_>, column: usize) -> Result<Option<Instant>, Fault> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Instant::from_millis))
}

/// A day.
pub(super) fn day(row: &Row<'_>, column: usize) -> Result<Day, Fault> {
    Ok(Day::from_number(row.get(column)?))
}

/// A count.
pub(super) fn count(row: &Row<'_>, column: usize) -> Result<u64, Fault> {
    u64::try_from(row.get::<_, i64>(column)?).map_err(|_| Fault::Damaged("a count"))
}

/// A count as it is stored.
pub(super) fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Reads every row of a statement.
pub(super) fn every<T>(
    rows: &mut rusqlite::Rows<'_>,
    read: impl Fn(&Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Reads the first row of a statement, if it has one.
pub(super) fn first<T>(
    rows: &mut rusqlite::Rows<'_>,
    read: impl FnOnce(&Row<'_>) -> Result<T, Fault>,
) -> Result<Option<T>, Fault> {
    rows.next()?.map(read).transpose()
}
