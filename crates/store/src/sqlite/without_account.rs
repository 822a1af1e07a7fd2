//! Offices that have no 事業所のユーザID yet, by an index of those alone.

use exchange::office::{OfficeRecord, Prefecture};
use exchange::page::{Limit, Page};
use rusqlite::Connection;
use standard::OfficeNumber;

use super::error::Fault;
use super::offices::record;
use super::row::{every, office};
use super::write::Work;

/// Those that are in use, by prefecture and number.
pub(super) fn page(
    connection: &Connection,
    prefecture: Option<Prefecture>,
    after: Option<OfficeNumber>,
    limit: Limit,
) -> Result<Page<OfficeRecord, OfficeNumber>, Fault> {
    let last = after.map(|number| record(connection, number)).transpose()?.flatten();
    let last_prefecture = last.as_ref().map_or(0, |last| last.office.prefecture.code());
    let last_number = last.as_ref().map_or("", |last| last.office.number.as_str());
    let (part, first_prefecture) = match prefecture {
        Some(prefecture) => ("prefecture = ?1 AND number > ?2", prefecture.code()),
        None => ("(prefecture, number) > (?1, ?2)", last_prefecture),
    };
    let sql = format!(
        "SELECT number FROM office WHERE has_account = 0 AND state = 'active' AND {part}
         ORDER BY prefecture, number LIMIT ?3"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let values = (first_prefecture, last_number, limit.get() + 1);
    let numbers = every(&mut statement.query(values)?, |row| office(row, 0))?;
    let mut offices = Vec::new();
    for number in numbers {
        offices.extend(record(connection, number)?);
    }
    Ok(Page::cut(offices, limit, |office| office.office.number))
}

/// From now on the office has one.
pub(super) fn has_one(work: &Work<'_>, office: OfficeNumber) -> Result<(), Fault> {
    work.run("UPDATE office SET has_account = 1 WHERE number = ?1", [office.as_str()]).map(|_| ())
}
