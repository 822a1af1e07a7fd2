//! What only operators ask: lists over all offices, each a range of an index.

use exchange::instant::Day;
use exchange::licence::Payment;
use exchange::page::Page;
use exchange::store::{EndingLicence, EndingQuery, Overviews, StoreFuture};
use rusqlite::Connection;
use standard::OfficeNumber;

use super::SqliteStore;
use super::error::Fault;
use super::offices::prefecture;
use super::row::{day, every, office, text, value};

impl Overviews for SqliteStore {
    fn ending_licences(&self, query: EndingQuery) -> StoreFuture<'_, Page<EndingLicence, (Day, OfficeNumber)>> {
        self.read(move |connection| ending(connection, &query))
    }
}

fn ending(
    connection: &Connection,
    query: &EndingQuery,
) -> Result<Page<EndingLicence, (Day, OfficeNumber)>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT p.office, o.name, o.prefecture, p.last_day, e.payment
         FROM licence_period p JOIN office o ON o.number = p.office JOIN licence_entry e ON e.id = p.entry
         WHERE p.last_day >= ?1 AND (p.last_day, p.office) > (?2, ?3) AND (?4 IS NULL OR o.prefecture = ?4)
            AND NOT EXISTS (SELECT 1 FROM licence_period later WHERE later.office = p.office AND later.last_day > p.last_day)
         ORDER BY p.last_day, p.office LIMIT ?5",
    )?;
    let (after_day, after_office) = match query.after {
        Some((day, office)) => (day.number(), office.to_string()),
        None => (query.today.number() - 1, String::new()),
    };
    let prefecture_code = query.prefecture.map(exchange::office::Prefecture::code);
    let values = (query.today.number(), after_day, after_office, prefecture_code, query.limit.get() + 1);
    let entries = every(&mut statement.query(values)?, |row| {
        Ok(EndingLicence {
            office: office(row, 0)?,
            name: value(row, 1)?,
            prefecture: prefecture(row, 2)?,
            last: day(row, 3)?,
            payment: text(row, 4, "a way of payment", Payment::parse)?,
        })
    })?;
    Ok(Page::cut(entries, query.limit, |ending| (ending.last, ending.office)))
}
