//! Finds a part of a name among hundreds of thousands: an index of every three letters (FTS5, trigram). The row of an office
//! is its number read as digits of base 36, so that rows stand in the order of numbers.

use exchange::office::{OfficeQuery, SearchKey};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use standard::OfficeNumber;

use super::error::Fault;
use super::row::{every, value};
use super::write::Work;

/// Letters below which the index cannot help.
const FEWEST: usize = 3;

/// The words of a search that are asked of all offices alike; with any other part a smaller range is looked through.
pub(super) fn asked(query: &OfficeQuery) -> Option<&SearchKey> {
    let is_plain = query.number.is_none() && query.prefecture.is_none() && query.service.is_none();
    let is_open = !query.licensed_only && !query.stopped_only;
    query.text.as_ref().filter(|key| is_plain && is_open && key.as_str().chars().count() >= FEWEST)
}

/// Offices whose words hold this, in the order of their numbers.
pub(super) fn find(
    connection: &Connection,
    key: &SearchKey,
    after: Option<OfficeNumber>,
    most: u32,
) -> Result<Vec<OfficeNumber>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT rowid FROM office_word WHERE office_word MATCH ?1 AND rowid > ?2 ORDER BY rowid LIMIT ?3",
    )?;
    // A key holds letters and digits only: in quotation marks it is a part of a text and no question of its own.
    let words = format!("\"{}\"", key.as_str());
    let rows = every(&mut statement.query((words, after.map_or(-1, row_of), most))?, |row| value::<i64>(row, 0))?;
    rows.into_iter().map(|row| number_of(row).ok_or(Fault::Damaged("an office's words"))).collect()
}

/// Keeps the words of an office, in place of those before unless it is new.
pub(super) fn keep(work: &Work<'_>, number: OfficeNumber, key: &SearchKey, is_new: bool) -> Result<(), Fault> {
    let sql = match is_new {
        true => "INSERT INTO office_word (rowid, search) VALUES (?1, ?2)",
        false => "INSERT OR REPLACE INTO office_word (rowid, search) VALUES (?1, ?2)",
    };
    work.run(sql, (row_of(number), key.as_str())).map(|_| ())
}

/// Teaches the connection the two functions by which migrations bring these words up to date.
pub(super) fn teach(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("search_key", 1, flags, |asked| {
        Ok(SearchKey::of(asked.get_raw(0).as_str()?).as_str().to_owned())
    })?;
    connection.create_scalar_function("office_row", 1, flags, |asked| {
        let number = OfficeNumber::parse(asked.get_raw(0).as_str()?);
        Ok(number.ok().map(row_of))
    })
}

fn row_of(number: OfficeNumber) -> i64 {
    number.as_str().bytes().fold(0, |row, sign| {
        let digit = match sign {
            b'0'..=b'9' => sign - b'0',
            _ => sign.saturating_sub(b'A').saturating_add(10),
        };
        row * 36 + i64::from(digit)
    })
}

fn number_of(mut row: i64) -> Option<OfficeNumber> {
    let mut signs = [b'0'; 10];
    for sign in signs.iter_mut().rev() {
        let digit = u8::try_from(row.rem_euclid(36)).ok()?;
        *sign = if digit < 10 { b'0' + digit } else { b'A' + digit - 10 };
        row = row.div_euclid(36);
    }
    OfficeNumber::parse(std::str::from_utf8(&signs).ok()?).ok().filter(|_| row == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_for_numbers_and_in_their_order() {
        let numbers = ["0000000000", "0000000009", "000000000A", "1370000001", "13A0000001", "ZZZZZZZZZZ"];
        let rows: Vec<i64> = numbers.iter().map(|text| row_of(OfficeNumber::parse(text).unwrap())).collect();
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "{rows:?}");
        for (text, row) in numbers.iter().zip(rows) {
            assert_eq!(number_of(row).unwrap().as_str(), *text);
        }
        assert_eq!((number_of(-1), number_of(i64::MAX)), (None, None));
    }
}
